import { lexer, type Token, type Tokens } from "marked"
import { Fragment, useMemo, type ReactNode } from "react"
import classes from "./Markdown.module.css"

const SAFE = /^(https?:|mailto:)/i
const DEEPEST = 16

/**
 * Markdown as elements of the page. Nothing in it becomes markup by itself: tags stay the text that was written,
 * and a link leads only to where a link may lead.
 */
export function Markdown({ text, short = false }: { text: string; short?: boolean }) {
  const tokens = useMemo(() => read(text), [text])
  return (
    <div className={classes.prose} data-short={short || undefined} data-own>
      {tokens ? all(tokens, 0) : <p className={classes.plain}>{text}</p>}
    </div>
  )
}

/** Null where it is nested beyond reading; the text is shown as it is then. */
function read(text: string): Token[] | null {
  try {
    return lexer(text, { gfm: true, breaks: true })
  } catch {
    return null
  }
}

function all(tokens: Token[] | undefined, depth: number): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{one(token as Tokens.Generic, depth)}</Fragment>)
}

function one(token: Tokens.Generic, depth: number): ReactNode {
  if (depth > DEEPEST) return token.raw
  const inside = () => (token.tokens ? all(token.tokens, depth + 1) : unescaped(token.text as string))
  switch (token.type) {
    case "space":
    case "def":
      return null
    case "paragraph":
      return <p>{inside()}</p>
    case "heading":
      return <p className={classes.heading}>{inside()}</p>
    case "blockquote":
      return <blockquote>{inside()}</blockquote>
    case "list":
      return <List list={token as Tokens.List} depth={depth} />
    case "code":
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      )
    case "table":
      return <Table table={token as Tokens.Table} depth={depth} />
    case "hr":
      return <hr />
    case "br":
      return <br />
    case "strong":
      return <strong>{inside()}</strong>
    case "em":
      return <em>{inside()}</em>
    case "del":
      return <del>{inside()}</del>
    case "codespan":
      return <code>{token.text}</code>
    case "checkbox":
      return token.checked ? "☑ " : "☐ "
    case "link":
      return leads(token.href as string, inside())
    case "image":
      return leads(token.href as string, (token.text as string) || (token.href as string))
    case "text":
    case "escape":
      return inside()
    default:
      return token.raw
  }
}

function leads(href: string, words: ReactNode): ReactNode {
  if (!SAFE.test(href)) return words
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  )
}

function List({ list, depth }: { list: Tokens.List; depth: number }) {
  const items = list.items.map((item, index) => <li key={index}>{all(item.tokens, depth + 1)}</li>)
  return list.ordered ? <ol start={list.start === "" ? undefined : list.start}>{items}</ol> : <ul>{items}</ul>
}

function Table({ table, depth }: { table: Tokens.Table; depth: number }) {
  return (
    <div className={classes.wide} role="group" tabIndex={0} aria-label={table.header.map(({ text }) => text).join(", ")}>
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index}>{all(cell.tokens, depth + 1)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, index) => (
                <td key={index}>{all(cell.tokens, depth + 1)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" }

/** The few entities that people write; any other stays as it is. */
function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => NAMED[name] ?? whole)
}
