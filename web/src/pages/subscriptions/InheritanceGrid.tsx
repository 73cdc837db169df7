import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { useQuery as useUrl } from '../../router';
import { Choice } from '../../terms/editors';
import { shown } from '../../terms/shown';
import { units, type Terms } from '../../terms/units';
import styles from './InheritanceGrid.module.css';

type Effective = Schemas['EffectiveTermsDocument'];
type MaySet = Schemas['SignalMaySetDocument'];

interface Props {
  subscription: Schemas['SubscriptionDocument'];
  strategy: Schemas['StrategyDocument'];
  onOverrides: (overrides: Terms) => void;
  onMaySet: (maySet: MaySet) => void;
}

const told = (row: Schemas['SignalSummaryDocument']) => `${clock(row.receivedAt)} ${row.action ?? ''} ${row.ticker ?? ''}`;

/** Signal · may it set this · subscription · strategy · what holds, and from where. The last column is the server's word. */
export function InheritanceGrid({ subscription, strategy, onOverrides, onMaySet }: Props) {
  const [url, setUrl] = useUrl();
  const signalId = url.get('signal') ?? '';
  const signals = useList<Schemas['SignalSummaryDocument']>('signals', { strategyId: strategy.id });
  const effective = useQuery({
    queryKey: ['effective', subscription.id, signalId],
    queryFn: ({ signal }) => get<Effective>(at(`subscriptions/${subscription.id}/effective`, { signal: signalId }), signal),
  });
  const chosen = useQuery({
    queryKey: ['signals', signalId],
    queryFn: ({ signal }) => get<Schemas['SignalDocument']>(at(`signals/${signalId}`), signal),
    enabled: signalId !== '',
  });
  const said = chosen.data?.signal as Record<string, unknown> | undefined;
  const maySet = subscription.signalMaySet;
  const choices = signals.rows.slice(0, 50).map((row) => [row.id, told(row)] as const);
  if (signalId !== '' && chosen.data && !choices.some(([id]) => id === signalId)) choices.unshift([signalId, told(chosen.data.summary)]);
  return (
    <Panel
      title="Settings"
      note="what holds is shown as saved"
      actions={
        <div className={styles.preview}>
          <Choice
            label="Preview with a signal"
            value={signalId}
            choices={[['', 'a signal that sets nothing'], ...choices]}
            onChange={(signal) => setUrl({ signal })}
          />
        </div>
      }
    >
      {effective.error && <Problem error={effective.error} />}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Where each value comes from">
        <table className={styles.grid}>
          <thead>
            <tr>
              <th>Setting</th>
              {signalId !== '' && <th>Signal</th>}
              <th>A signal may set it</th>
              <th>This subscription</th>
              <th>Strategy default</th>
              <th>Holds</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => {
              const holds = effective.data?.[unit.name as keyof Effective] as { value?: unknown; origin?: string } | undefined;
              return (
                <tr key={unit.name}>
                  <th scope="row">{unit.title}</th>
                  {signalId !== '' && <td data-holds={holds?.origin === 'signal' || undefined}>{said ? shown(unit.said(said)) : '…'}</td>}
                  <td>
                    {unit.maySet && (
                      <input
                        type="checkbox"
                        role="switch"
                        aria-label={`A signal may set ${unit.title}`}
                        checked={maySet[unit.maySet] ?? true}
                        onChange={(event) => onMaySet({ ...maySet, [unit.maySet!]: event.target.checked })}
                      />
                    )}
                  </td>
                  <td data-holds={holds?.origin === 'subscription' || undefined}>{unit.edit(subscription.overrides, onOverrides)}</td>
                  <td data-holds={holds?.origin === 'strategy' || undefined}>{shown(strategy.defaults[unit.name])}</td>
                  <td>
                    <strong>{shown(holds?.value)}</strong> <span className={styles.origin}>{holds && `from ${words(holds.origin)}`}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
