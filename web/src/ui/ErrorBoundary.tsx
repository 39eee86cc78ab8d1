import { QueryErrorResetBoundary } from "@tanstack/react-query"
import { Component, type ReactNode } from "react"
import { ErrorState } from "./ErrorState"

type Props = { children: ReactNode }

/** Keeps what fails inside it from taking the rest of the page along, and offers to try again. */
export function ErrorBoundary({ children }: Props) {
  return <QueryErrorResetBoundary>{({ reset }) => <Boundary reset={reset}>{children}</Boundary>}</QueryErrorResetBoundary>
}

class Boundary extends Component<Props & { reset: () => void }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  private again = () => {
    this.props.reset()
    this.setState({ error: null })
  }

  override render() {
    return this.state.error ? <ErrorState error={this.state.error} retry={this.again} /> : this.props.children
  }
}
