/** A server that answers as the API's description says: paths, bodies and answers are typed by it. */

import { setupServer } from "msw/node"
import { createOpenApiHttp } from "openapi-msw"
import type { paths } from "@/api/schema"
import { makeToday } from "./make"

export const http = createOpenApiHttp<paths>({ baseUrl: window.location.origin })

export const server = setupServer(
  http.get("/api/v1/today", ({ response }) => response(200).json(makeToday())),
  http.get("/api/v1/timer", ({ response }) => response(200).json({ state: "stopped", entry: null })),
)
