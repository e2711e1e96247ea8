import { Component, type ReactNode } from 'react';
import { remove } from '../lib/storage';

type Props = { className: string; children: ReactNode };

function startOver(): void {
  remove('last');
  remove('new');
  location.replace(location.pathname);
}

/** Contains an error in one pane, and offers a way on. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <section className={`pane failed ${this.props.className}`} aria-label="Error">
        <p role="alert">Something went wrong on this page. Your chats are safe.</p>
        <p>
          <button type="button" className="button primary" onClick={() => location.reload()}>
            Reload
          </button>{' '}
          <button type="button" className="button" onClick={startOver}>
            Start over
          </button>
        </p>
      </section>
    );
  }
}
