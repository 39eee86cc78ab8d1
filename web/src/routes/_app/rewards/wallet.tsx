import { createFileRoute } from "@tanstack/react-router"
import { alignmentOptions, CURRENCIES, ledgerOptions, TYPES, walletOptions, type Currency, type MovementType, type Narrowing } from "@/features/rewards/queries"
import { WalletPage } from "@/features/rewards/WalletPage"

export const Route = createFileRoute("/_app/rewards/wallet")({
  validateSearch: ({ currency, type }: Record<string, unknown>): Narrowing => ({
    ...(CURRENCIES.includes(currency as Currency) ? { currency: currency as Currency } : {}),
    ...(TYPES.includes(type as MovementType) ? { type: type as MovementType } : {}),
  }),
  loaderDeps: ({ search: { currency, type } }) => ({ currency, type }),
  loader: ({ context: { queries }, deps }) => {
    void queries.prefetchInfiniteQuery(ledgerOptions(deps))
    return Promise.all([queries.ensureQueryData(walletOptions), queries.ensureQueryData(alignmentOptions)])
  },
  component: WalletPage,
})
