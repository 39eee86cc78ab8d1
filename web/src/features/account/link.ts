/** What stands behind the # of a link from a mail, which no server sees; it is taken out of the address at once. */
export function linkSecret(): string {
  const secret = window.location.hash.slice(1)
  if (secret) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search)
  return secret
}
