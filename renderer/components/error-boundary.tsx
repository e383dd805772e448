import { Component, type ReactNode } from 'react';
import { vi } from '../i18n/vi.ts';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Keeps the frame standing when a screen fails to draw. React offers this only as a class. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="ct-start">
        <ErrorNotice error={new Error(vi.errors.screen)} onRetry={() => this.setState({ failed: false })} />
      </div>
    );
  }
}
