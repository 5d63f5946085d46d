import { Button, Container, EmptyState } from '@mantine/core';
import { IconMoodConfuzed } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';

type Props = { readonly children: ReactNode };

/** Instead of an empty window, when a screen has a fault. React has no other form for this than a class. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  return (
    <Container size="sm" py="20vh" role="alert">
      <EmptyState
        icon={<IconMoodConfuzed stroke={1.6} />}
        title="This window made a mistake"
        description="Your connections and keys are not affected, and Claude can go on using them. Open the window anew; if this happens again, report what you did."
      >
        <EmptyState.Actions>
          <Button
            onClick={() => {
              window.location.assign(window.location.pathname);
            }}
          >
            Open it anew
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Container>
  );
}
