import { Component, type ReactNode } from 'react';
import { Failure } from '../../contract/failure.ts';
import { FailureNote } from '../kit/failure-note.tsx';
import { text } from '../text/en.ts';
import styles from './room-boundary.module.css';

interface State {
  readonly failure: Failure | null;
}

/** A room that breaks does not take the window with it. React has no hook for this: hence the class. */
export class RoomBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: Failure.from(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <div className={styles.broken}>
        <FailureNote
          failure={failure}
          title={text.frame.roomMissing}
          onRetry={() => this.setState({ failure: null })}
        />
      </div>
    );
  }
}
