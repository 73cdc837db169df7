import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Problem } from './Problem';

interface Props {
  children: ReactNode;
}

/** A defect within it takes nothing else along: the kill switch and the other pages stay. */
export class Fence extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    return this.state.error === null ? this.props.children : <Problem error={this.state.error} retry="Load the page again" onRetry={() => location.reload()} />;
  }
}
