import { screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, test } from "vitest"
import { makeProblem, NOW } from "@/test/make"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"
import { SecurityPage } from "./SecurityPage"

const PAGE = { page: 1, page_size: 100, total: 0, items: [] }
const REQUIRED = makeProblem({ type: "/problems/reauthentication-required", status: 403, title: "Prove again who you are" })

/** A server that asks for a proof until it has the right password; counts how often the act was done. */
function strict() {
  const did = { acts: 0 }
  let proven = false
  server.use(
    http.get("/api/v1/auth/totp", ({ response }) => response(200).json({ enabled: false, enabled_at: null, recovery_codes_left: 0 })),
    http.get("/api/v1/auth/sessions", ({ response }) => response(200).json(PAGE)),
    http.get("/api/v1/auth/tokens", ({ response }) => response(200).json(PAGE)),
    http.post("/api/v1/auth/reauthenticate", async ({ request, response }) => {
      if ((await request.json()).password !== "right")
        return response(403).json(makeProblem({ status: 403, title: "The current password is not right" }) as never)
      proven = true
      return response(200).json({ valid_until: NOW })
    }),
    http.post("/api/v1/auth/totp", ({ response }) => {
      if (!proven) return response(403).json(REQUIRED as never)
      did.acts += 1
      return response(201).json({ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/Cairn:ada?secret=JBSWY3DPEHPK3PXP" })
    }),
  )
  return did
}

const open = () => renderAt("/settings/security", "/_app/settings/security", SecurityPage)

test("an act that needs a proof asks for it and is then done, once", async () => {
  const did = strict()
  open()
  await userEvent.click(await screen.findByRole("button", { name: "Turn it on" }))
  const password = await screen.findByLabelText("Password in use", { selector: "[data-autofocus]" })
  await userEvent.type(password, "wrong{Enter}")
  expect(await screen.findByText("The current password is not right")).toBeVisible()
  await userEvent.clear(password)
  await userEvent.type(password, "right{Enter}")
  expect(await screen.findByText("JBSWY3DPEHPK3PXP")).toBeVisible()
  expect(did.acts).toBe(1)
})

test("who gives no proof is told why nothing was done", async () => {
  const did = strict()
  open()
  await userEvent.click(await screen.findByRole("button", { name: "Turn it on" }))
  await screen.findByText("Is it you?")
  await userEvent.click(screen.getByRole("button", { name: "Close" }))
  expect(await screen.findByText("Prove again who you are")).toBeVisible()
  expect(did.acts).toBe(0)
})
