/** The API: typed by the server's own description, and the one place through which requests go. */

import createFetchClient from "openapi-fetch"
import createClient from "openapi-react-query"
import type { components, paths } from "./schema"
import { sessionFetch } from "./session"

export type Schemas = components["schemas"]

export const api = createFetchClient<paths>({ baseUrl: window.location.origin, fetch: sessionFetch })

/** Query options by method and path: `$api.queryOptions("get", "/api/v1/today")`. */
export const $api = createClient(api)

/** The answer, or the problem thrown. For what is not a query: changes, and steps of a journey. */
export async function must<T>(asked: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await asked
  if (error !== undefined) throw error
  return data as T
}
