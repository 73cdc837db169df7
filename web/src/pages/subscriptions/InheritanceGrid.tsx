import { useQuery } from '@tanstack/react-query';
import { at, get, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
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

/** Signal · may it set this · subscription · strategy · what holds, and from where. The last column is the server's word. */
export function InheritanceGrid({ subscription, strategy, onOverrides, onMaySet }: Props) {
  const [url, setUrl] = useUrl();
  const signalId = url.get('signal') ?? '';
  const signals = useList<Schemas['SignalSummaryDocument']>('signals', { strategy: strategy.id });
  const effective = useQuery({
    queryKey: ['effective', subscription.id, signalId],
    queryFn: ({ signal }) => get<Effective>(at(`subscriptions/${subscription.id}/effective`, { signal: signalId }), signal),
  });
  const maySet = subscription.signalMaySet;
  return (
    <Panel
      title="Settings"
      note="what holds is shown as saved"
      actions={
        <Choice
          label="Preview with a signal"
          value={signalId}
          choices={[['', 'a signal that sets nothing'], ...signals.rows.slice(0, 50).map((row) => [row.id, `${clock(row.receivedAt)} ${row.action ?? ''} ${row.ticker ?? ''}`] as const)]}
          onChange={(signal) => setUrl({ signal })}
        />
      }
    >
      <div className={styles.scroll}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th>Setting</th>
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
