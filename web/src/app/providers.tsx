import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClientProvider } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { queries } from "./query"
import { resolver, theme } from "./theme"

const schemes = localStorageColorSchemeManager({ key: "cairn.scheme" })

/** The nonce that the server gave this page; style elements made later need it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ""
}

export function Providers({ children, env = "default" }: { children: ReactNode; env?: "default" | "test" }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolver}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      env={env}
    >
      <QueryClientProvider client={queries}>
        {children}
        <Notifications position="bottom-center" autoClose={6000} limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
