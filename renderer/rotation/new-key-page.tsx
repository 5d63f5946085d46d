import { Button, Text } from '@mantine/core';
import type { Problem } from '../api/problem.ts';
import { providerNames } from '../connections/provider-mark.tsx';
import { SecretField } from '../connections/secret-fields.tsx';
import type { AuthMethod, Connection } from '../connections/types.ts';
import { ExpiryChoice } from './expiry-choice.tsx';
import type { KeyForm } from './key-form.ts';
import { Part, RotationPage } from './rotation-page.tsx';
import { TogetherField } from './together-field.tsx';
import type { RotationPlan } from './types.ts';
import { LinkButton } from '../ui/link-button.tsx';

/** "Password" as "password"; an abbreviation such as "API" stays. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Where there is only one at a time: a new password, a ClickUp token. */
const endsOldOne = ({ provider, auth }: Connection): boolean => provider === 'clickup' || auth.method === 'password';

type MakeProps = { readonly connection: Connection; readonly method: AuthMethod; readonly plan: RotationPlan };

function MakeIt({ connection, method, plan }: MakeProps) {
  const system = providerNames[connection.provider];
  return (
    <>
      <Text fw={600}>
        Make a new {inSentence(method.secretLabel)} in {system}
      </Text>
      <Text size="sm" c="dimmed">
        {method.help}{' '}
        {endsOldOne(connection)
          ? 'The old one ends at that moment, so bring the new one here right away.'
          : 'Leave the old one as it is: it is revoked at the very end.'}
      </Text>
      {plan.tokenPage !== undefined && (
        <div>
          <LinkButton href={plan.tokenPage} variant="light">
            Open the page in {system}
          </LinkButton>
        </div>
      )}
    </>
  );
}

type NewKeyPageProps = MakeProps & {
  readonly form: KeyForm;
  /** The system tells when the key ends. */
  readonly asksExpiry: boolean;
  readonly checking: boolean;
  readonly problem: Problem | undefined;
  readonly onCheck: () => void;
  readonly onBack: (() => void) | undefined;
  readonly onClose: () => void;
};

/** Step 1: the new key, made by hand. */
export function NewKeyPage({
  form,
  asksExpiry,
  checking,
  problem,
  onCheck,
  onBack,
  onClose,
  ...rest
}: NewKeyPageProps) {
  const { connection, method, plan } = rest;
  const reason = plan.automatic.possible ? undefined : plan.automatic.reason;
  return (
    <form onSubmit={form.onSubmit(onCheck)} noValidate>
      <RotationPage
        problem={problem}
        stage="New key"
        title="Get a new key"
        inUse={
          endsOldOne(connection)
            ? `MCP Keyring keeps using the old key (${connection.credential.hint}) until the new one is proved.`
            : `The old key (${connection.credential.hint}) stays in use until the new one is proved.`
        }
        footer={
          <>
            <Button variant="default" onClick={onBack ?? onClose}>
              {onBack === undefined ? 'Cancel' : 'Back'}
            </Button>
            <Button type="submit" loading={checking}>
              Check the new key
            </Button>
          </>
        }
      >
        <Part number={1}>
          <MakeIt {...rest} />
          {reason !== undefined && (
            <Text size="sm" c="dimmed">
              {reason}
            </Text>
          )}
        </Part>
        <Part number={2}>
          <Text fw={600}>Bring it here</Text>
          <SecretField
            method={{ ...method, help: '' }}
            label={`New ${inSentence(method.secretLabel)}`}
            tokenPage={undefined}
            input={form.getInputProps('secret')}
          />
          {asksExpiry && <ExpiryChoice plan={plan} form={form} />}
          <TogetherField plan={plan} form={form} />
        </Part>
      </RotationPage>
    </form>
  );
}
