import { useQuery } from '@tanstack/react-query';
import { useChange } from '../../api/change';
import { at, get, post, type Schemas } from '../../api/client';
import { Button } from '../../parts/Button';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { SecretExpiry } from './SecretExpiry';

type Vault = Schemas['VaultDocument'];

/** How old the master key and each secret are, and what should be replaced. Nothing secret is in it. */
export function Vault() {
  const vault = useQuery<Vault, Error>({ queryKey: ['vault'], queryFn: ({ signal }) => get<Vault>(at('vault'), signal) });
  const rotate = useChange(() => post<Schemas['RotatedDocument']>(at('vault/rotate'), undefined), ['vault', 'audit']);
  return (
    <Panel title="Vault" note="what credentials are sealed with">
      {vault.error ? (
        <Problem error={vault.error} onRetry={() => void vault.refetch()} />
      ) : !vault.data ? (
        <Loading what="the vault" />
      ) : (
        <>
          <p>
            The master key <code>{vault.data.keyId}</code> comes from {vault.data.source}. It seals since {clock(vault.data.keySince)}
            {vault.data.isDue ? '; something here should be replaced.' : `; replace it by ${clock(vault.data.replaceBy)}.`}
          </p>
          <Button isBusy={rotate.isPending} onClick={() => confirm('Change the master key? Every secret is sealed again; trading goes on.') && rotate.mutate(undefined)}>
            Change the master key
          </Button>
          {rotate.data && <p role="status">Done: {rotate.data.secrets} secrets were sealed again.</p>}
          <FormErrors error={rotate.error} />
          <div className={form.scroll}>
            <table className={form.table}>
              <thead>
                <tr>
                  <th scope="col">Secret of</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Since</th>
                  <th scope="col">Expires</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                {vault.data.secrets.map((each) => (
                  <tr key={`${each.kind}/${each.id}`}>
                    <td>{each.name}</td>
                    <td>{words(each.kind)}</td>
                    <td>{clock(each.setAt)}</td>
                    <td>
                      <SecretExpiry secret={each} />
                    </td>
                    <td>{each.isDue ? 'replace it' : 'good'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  );
}
