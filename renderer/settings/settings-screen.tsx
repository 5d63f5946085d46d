import { Page } from '../ui/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { SecretsSection } from './secrets-section.tsx';

export function SettingsScreen() {
  return (
    <Page title="Settings">
      <SecretsSection />
      <AppearanceSection />
      <AboutSection />
    </Page>
  );
}
