import { fireEvent, render, screen, waitFor } from "@testing-library/react"
import { beforeEach, expect, test, vi } from "vitest"
import { begin } from "@/api/session"
import { Providers } from "@/app/providers"
import { KeptText } from "./KeptText"
import { DRAFT, keep, kept } from "./store"

const NAME = "day.2026-11-25.gratitude"
const save = vi.fn<(text: string | null) => Promise<unknown>>()
const shown = (said: string) => (
  <Providers env="test">
    <KeptText name={NAME} label="Grateful" said={said} save={save} />
  </Providers>
)
const field = () => screen.getByLabelText("Grateful")

beforeEach(() => {
  localStorage.clear()
  save.mockReset().mockResolvedValue(undefined)
  begin({ user: { id: "ada" } as never })
})

test("words are kept with each letter, and saved when one leaves them", async () => {
  render(shown(""))
  fireEvent.change(field(), { target: { value: "Rain " } })
  expect(kept(DRAFT + NAME)).toBe("Rain ")
  expect(save).not.toHaveBeenCalled()
  fireEvent.blur(field())
  expect(save).toHaveBeenCalledWith("Rain")
  await waitFor(() => expect(kept(DRAFT + NAME)).toBeNull())
})

test("what could not be saved stays on the device, and is tried again when it is opened", async () => {
  save.mockRejectedValueOnce(new TypeError("no connection"))
  const first = render(shown(""))
  fireEvent.change(field(), { target: { value: "Rain" } })
  fireEvent.blur(field())
  await waitFor(() => expect(save).toHaveBeenCalledOnce())
  first.unmount()
  expect(kept(DRAFT + NAME)).toBe("Rain")
  render(shown(""))
  expect(field()).toHaveValue("Rain")
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2))
  await waitFor(() => expect(kept(DRAFT + NAME)).toBeNull())
})

test("what another window has said is shown, and leaving the field does not write over it", () => {
  const { rerender } = render(shown("Rain"))
  rerender(shown("Rain, and swans"))
  expect(field()).toHaveValue("Rain, and swans")
  fireEvent.focus(field())
  fireEvent.blur(field())
  expect(save).not.toHaveBeenCalled()
})

test("a draft that says what is said already is dropped", () => {
  keep(DRAFT + NAME, "Rain")
  render(shown("Rain"))
  expect(save).not.toHaveBeenCalled()
  expect(kept(DRAFT + NAME)).toBeNull()
})
