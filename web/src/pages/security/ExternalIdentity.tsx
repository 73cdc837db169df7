import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, post, remove, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { FormErrors } from '../../parts/FormErrors';
import { Panel } from '../../parts/Panel';

const path = at('session/external/link');

/** The identity at an external issuer, where one is configured. */
export function ExternalIdentity() {
  const link = useQuery({ queryKey: ['external-link'], queryFn: ({ signal }) => get<Schemas['ExternalLinkDocument']>(path, signal) });
  const begin = useChange(() => post<Schemas['ExternalBeginDocument']>(path), [], (begun) => location.assign(begun.address));
  const unlink = useChange(() => remove(path), ['external-link']);
  if (!link.data?.isConfigured) return null;
  return (
    <Panel title="External identity" note="in place of the password; a second factor is asked as ever">
      {link.data.isLinked ? (
        <ConfirmButton label="Unlink your external identity" sure="Unlink it" isBusy={unlink.isPending} onConfirm={() => unlink.mutate(undefined)}>
          Unlink your external identity
        </ConfirmButton>
      ) : (
        <Button isBusy={begin.isPending} onClick={() => begin.mutate(undefined)}>
          Link your external identity
        </Button>
      )}
      <FormErrors error={begin.error ?? unlink.error} />
    </Panel>
  );
}
