/** The cache of answers, one for the page. */

import { QueryClient } from "@tanstack/react-query"
import { isProblem } from "@/api/problems"

const FRESH_MS = 30_000

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What the server has refused it will refuse again; what did not arrive may.
      retry: (failures, error) => failures < 2 && (!isProblem(error) || error.status >= 500),
      networkMode: "offlineFirst",
    },
    mutations: { networkMode: "always", retry: false },
  },
})
