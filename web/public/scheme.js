/* Before anything is painted: light or dark, as chosen, else as the system has it. */
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem("cairn.scheme")
  } catch {
    /* storage is off: the system decides */
  }
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
  document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light"
  var color = document.querySelector('meta[name="theme-color"]')
  if (color && dark) color.setAttribute("content", "#1a1815")
})()
