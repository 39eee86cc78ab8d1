/** Mantine in Cairn's clothes: its variables point at the tokens, so that components follow both schemes. */

import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core"

const moss: MantineColorsTuple = [
  "#f1f5ed", "#e4ecdc", "#cddcc1", "#b9d0ab", "#a7c398", "#84a674", "#65895a", "#4c6a43", "#3d5836", "#2e4429",
]
const stone: MantineColorsTuple = [
  "#faf7f1", "#f2ede3", "#e5decf", "#d9d1c2", "#bdb3a1", "#9c917f", "#887e6d", "#6f6757", "#5c5548", "#2a2722",
]
const night: MantineColorsTuple = [
  "#ece6da", "#bdb5a6", "#a19885", "#857b6b", "#36322b", "#2a2722", "#221f1b", "#1a1815", "#151310", "#100e0c",
]
const clay: MantineColorsTuple = [
  "#fcf1ec", "#f8e4dc", "#f0c8b9", "#e99680", "#e07e64", "#c95f45", "#b34e36", "#9d3f2b", "#833424", "#5f271b",
]

const CONTROL = { size: "md", radius: "md" } as const

/** Moss is dark by day and light by night, and so is what is written on it. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  return input.variant === "filled" && (input.color ?? "moss") === "moss" ? { ...colors, color: "var(--on-moss)" } : colors
}

export const theme = createTheme({
  variantColorResolver,
  primaryColor: "moss",
  primaryShade: { light: 7, dark: 4 },
  colors: { moss, gray: stone, dark: night, red: clay },
  black: "#2a2722",
  white: "#fffdf9",
  fontFamily: "var(--font-text)",
  fontFamilyMonospace: "var(--font-mono)",
  headings: { fontFamily: "var(--font-head)", fontWeight: "500", textWrap: "balance" },
  fontSizes: { xs: "var(--text-xs)", sm: "var(--text-sm)", md: "var(--text-md)", lg: "var(--text-lg)" },
  spacing: { xs: "var(--space-2)", sm: "var(--space-3)", md: "var(--space-4)", lg: "var(--space-5)" },
  radius: { sm: "var(--radius-sm)", md: "var(--radius)", lg: "var(--radius-lg)" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: CONTROL },
    Input: { vars: () => ({ wrapper: { "--input-bd": "var(--line-firm)" } }) },
    TextInput: { defaultProps: CONTROL },
    PasswordInput: { defaultProps: CONTROL },
    Textarea: { defaultProps: CONTROL },
    NumberInput: { defaultProps: CONTROL },
    Select: { defaultProps: { ...CONTROL, allowDeselect: false, comboboxProps: { shadow: "md" } } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 44, radius: "md" } },
    Tooltip: { defaultProps: { openDelay: 500, withArrow: true } },
    Modal: { defaultProps: { radius: "lg", centered: true } },
    Drawer: { defaultProps: { position: "right" } },
  },
})

/** What Mantine calls its general colours, in our words. */
const SHARED = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-bright": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-faint)",
  "--mantine-color-anchor": "var(--moss)",
  "--mantine-color-error": "var(--clay)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-firm)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-color": "var(--ink-faint)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-primary-color-contrast": "var(--on-moss)",
  "--mantine-color-moss-filled": "var(--moss)",
  "--mantine-color-moss-filled-hover": "var(--moss-strong)",
  "--mantine-color-moss-light": "var(--moss-soft)",
  "--mantine-color-moss-light-color": "var(--moss-strong)",
  "--mantine-color-moss-text": "var(--moss)",
  "--mantine-color-gray-text": "var(--ink-soft)",
  "--mantine-color-gray-light-color": "var(--ink-soft)",
  "--mantine-color-gray-light-hover": "var(--hover)",
  "--mantine-color-red-text": "var(--clay)",
  "--mantine-color-red-light-color": "var(--clay)",
}

export const resolver: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-shadow-xs": "var(--shade)",
    "--mantine-shadow-sm": "var(--shade)",
    "--mantine-shadow-md": "var(--shade-high)",
    "--mantine-shadow-xl": "var(--shade-high)",
  },
  light: SHARED,
  dark: SHARED,
})
