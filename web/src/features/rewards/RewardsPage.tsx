import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useRowKeys } from "@/features/today/useRowKeys"
import { t, type Key } from "@/i18n"
import { EmptyState } from "@/ui/EmptyState"
import { Lens } from "@/ui/Lens"
import { Had } from "./Had"
import { rewardsOptions, shelfOptions, SHOWS, type Show } from "./queries"
import { RewardForm } from "./RewardForm"
import { RewardRow } from "./RewardRow"
import classes from "./Rewards.module.css"
import { RewardsHeader } from "./RewardsHeader"
import { counted } from "./words"

export function RewardsPage() {
  const { show = "all" } = useSearch({ from: "/_app/rewards/" })
  const navigate = useNavigate({ from: "/rewards/" })
  const { items } = useSuspenseQuery(rewardsOptions(show)).data
  const { balance, rewards } = useSuspenseQuery(shelfOptions).data
  const [making, make] = useDisclosure(false)
  const list = useRowKeys<HTMLDivElement>()
  const ways = new Map(rewards.map((one) => [one.reward_id, one]))
  const look = (value: Show) => void navigate({ search: value === "all" ? {} : { show: value } })
  return (
    <div ref={list}>
      <RewardsHeader>
        <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={make.open}>
          {t("rewards.new")}
        </Button>
      </RewardsHeader>
      <div className={classes.lenses}>
        <p className={classes.balance} role="status">
          {counted("rewards.balance", balance)}
        </p>
        <Lens label={t("rewards.show")} value={show} options={SHOWS.map((value) => [value, t(`rewards.${nameOf(value)}` as Key)])} set={look} />
      </div>
      {items.length > 0 ? (
        <ul aria-label={t("rewards.shelf")}>
          {items.map((reward) => (
            <RewardRow key={reward.id} reward={reward} way={ways.get(reward.id)} />
          ))}
        </ul>
      ) : show === "all" ? (
        <EmptyState title={t("rewards.emptyTitle")} text={t("rewards.emptyText")} />
      ) : (
        <EmptyState title={t("rewards.filteredTitle")} text={t("rewards.filteredText")}>
          <Button variant="default" onClick={() => look("all")}>
            {t("rewards.showAll")}
          </Button>
        </EmptyState>
      )}
      <Had />
      <RewardForm opened={making} close={make.close} />
    </div>
  )
}

function nameOf(show: Show): string {
  return show === "all" || show === "archived" ? `show_${show}` : `kind_${show}`
}
