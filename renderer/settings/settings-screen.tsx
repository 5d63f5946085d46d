import { useEffect } from 'react';
import { useRead } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SecretsSection } from './secrets-section.tsx';

/** Brings the section the address names into sight, and the focus with it. */
function useSectionInSight(name: string | undefined): void {
  const [secrets, preferences] = [useRead('secrets.status', {}), useRead('preferences.get', {})];
  // Before that the sections are not as high as they will be.
  const isReady = !secrets.isPending && !preferences.isPending;
  useEffect(() => {
    if (name === undefined || !isReady) return undefined;
    // After the screen's own heading had the focus (shell.tsx).
    const frame = requestAnimationFrame(() => {
      const section = document.querySelector(`main [data-section="${CSS.escape(name)}"]`);
      section?.scrollIntoView({ block: 'start' });
      section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [name, isReady]);
}

export function SettingsScreen({ section }: { section: string | undefined }) {
  useSectionInSight(section);
  return (
    <Page title="Settings">
      <SecretsSection />
      <KeysSection />
      <AttachmentsSection />
      <NetworkSection />
      <AppearanceSection />
      <AboutSection />
    </Page>
  );
}
