import hooks from "eslint-plugin-react-hooks"
import { defineConfig, globalIgnores } from "eslint/config"
import tseslint from "typescript-eslint"

const WORDS = "Words belong into src/i18n/en; use t()."
const NAMED = "/^(aria-label|aria-description|label|title|placeholder|description|alt|text)$/"

/** What the page's own rules forbid; each message says what to do instead. */
const HOUSE = [
  { selector: "Literal[value=/#[0-9a-fA-F]{3,8}\\b|\\b(rgb|hsl|oklch)a?\\(/]", message: "Colours are tokens: src/app/tokens.css." },
  { selector: "JSXAttribute[name.name='style']", message: "Use a class; a value out of data goes into an SVG attribute or a ui component." },
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Never: what people wrote would become markup." },
  { selector: "JSXText[value=/[A-Za-z]{2,}/]", message: WORDS },
  { selector: `JSXAttribute[name.name=${NAMED}] > Literal[value=/[A-Za-z]{2,}/]`, message: WORDS },
  { selector: `JSXAttribute[name.name=${NAMED}] > JSXExpressionContainer > TemplateLiteral`, message: WORDS },
]

export default defineConfig(
  globalIgnores(["node_modules", "src/routeTree.gen.ts", "src/api/schema.d.ts", "test-results"]),
  tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 90, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/**/*.test.{ts,tsx}", "src/test/**"],
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "no-restricted-syntax": ["error", ...HOUSE],
    },
  },
  { files: ["src/app/theme.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["build/**", "e2e/**", "*.config.*"], rules: { "max-lines-per-function": "off", "no-console": "off" } },
)
