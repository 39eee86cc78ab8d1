import { render } from "@testing-library/react"
import { expect, test } from "vitest"
import { Markdown } from "./Markdown"

const html = (text: string) => render(<Markdown text={text} />).container.querySelector("[data-own]")

test("what people mark up is shown marked up", () => {
  const shown = html("# Title\n\n**bold** and *soft* & &amp;\nnext line\n\n- [x] done\n\n1. one\n\n> said\n\n|a|b|\n|-|-|\n|1|2|")
  expect(shown?.querySelector("strong")?.textContent).toBe("bold")
  expect(shown?.querySelector("em")?.textContent).toBe("soft")
  expect(shown?.textContent).toContain("& &")
  expect(shown?.querySelectorAll("br, ul li, ol li, blockquote, td")).toHaveLength(6)
  expect(shown?.textContent).toContain("☑ done")
})

test("tags stay text, and no link leads into a script", () => {
  const shown = html(
    '<img src=x onerror="alert(1)"> [a](javascript:alert(1)) [b](JAVASCRIPT:alert(1)) ![c](data:text/html,x) [d](https://example.org)\n\n<script>alert(1)</script>',
  )
  expect(shown?.querySelectorAll("img, script, iframe")).toHaveLength(0)
  expect([...(shown?.querySelectorAll("a") ?? [])].map((link) => link.getAttribute("href"))).toEqual(["https://example.org"])
  expect(shown?.textContent).toContain("<script>alert(1)</script>")
})

test("what is nested beyond reading is still shown", () => {
  expect(html(`${">".repeat(3000)} deep`)?.textContent).toContain("deep")
})
