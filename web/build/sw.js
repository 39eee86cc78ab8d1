/*
 * The service worker: the page and its files from the cache, the API always from the network.
 *
 * Today's reading and the queue of changes made offline are kept by the page itself, for the person who is
 * signed in; nothing of the API is cached here.
 */

const CACHE = "cairn-__VERSION__"
const FILES = "__FILES__"

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(["/", ...FILES]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return
  if (event.request.mode === "navigate") {
    if (url.pathname === "/docs" || url.pathname.startsWith("/api/")) return
    event.respondWith(fetch(event.request).catch(() => caches.match("/").then((page) => page ?? Response.error())))
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(event.request)))
  }
})
