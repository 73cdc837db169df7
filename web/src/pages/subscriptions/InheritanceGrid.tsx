import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { at, get, post, type ApiError, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { FormErrors } from '../../parts/FormErrors';
import { useSettled } from '../../parts/useSettled';
import type { Need } from '../../permissions/needs';
import { Permitted } from '../../permissions/Permitted';
import { useQuery as useUrl } from '../../router';
import { Choice } from '../../terms/editors';
import { shown } from '../../terms/shown';
import { units, type Terms } from '../../terms/units';
import styles from './InheritanceGrid.module.css';

type Effective = Schemas['EffectiveTermsDocument'];
type MaySet = Schemas['SignalMaySetDocument'];

interface Props {
  /** With what was typed and not saved yet. */
  subscription: Schemas['SubscriptionDocument'];
  isDirty: boolean;
  strategy: Schemas['StrategyDocument'];
  /** What changing it takes; looking and previewing take nothing. */
  managing: Need;
  onOverrides: (overrides: Terms) => void;
  onMaySet: (maySet: MaySet) => void;
}

const told = (row: Schemas['SignalSummaryDocument']) => `${clock(row.receivedAt)} ${row.action ?? ''} ${row.ticker ?? ''}`;

/** What holds, by the server's own resolver: with what is stored, or with what was typed and not saved yet. */
function useEffective(subscription: Props['subscription'], isDirty: boolean, signal: string) {
  const { overrides, signalMaySet, rules } = subscription;
  const typed = useSettled(isDirty ? JSON.stringify({ overrides, signalMaySet, rules }) : '');
  const path = at(`subscriptions/${subscription.id}/effective`, { signal });
  return useQuery<Effective, ApiError>({
    queryKey: ['effective', subscription.id, signal, typed],
    queryFn: (context) => (typed === '' ? get<Effective>(path, context.signal) : post<Effective>(path, JSON.parse(typed))),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Signal · may it set this · subscription · strategy · what holds, and from where. The last column is the server's word. */
export function InheritanceGrid({ subscription, isDirty, strategy, managing, onOverrides, onMaySet }: Props) {
  const [url, setUrl] = useUrl();
  const signalId = url.get('signal') ?? '';
  const signals = useList<Schemas['SignalSummaryDocument']>('signals', { strategyId: strategy.id });
  const effective = useEffective(subscription, isDirty, signalId);
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
      note={isDirty ? 'what would hold with what is typed here; it is not saved yet' : 'what holds now'}
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
      <FormErrors error={effective.error} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Where each value comes from">
        <Permitted need={managing}>
          <table className={styles.grid}>
            <thead>
              <tr>
                <th>Setting</th>
                {signalId !== '' && <th>Signal</th>}
                <th>A signal may set it</th>
                <th>This subscription</th>
                <th>Strategy default</th>
                <th>{isDirty ? 'Would hold' : 'Holds'}</th>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => {
                const holds = effective.data?.[unit.name as keyof Effective] as { value?: unknown; origin?: string } | undefined;
                return (
                  <tr key={unit.name}>
                    <th scope="row">{unit.title}</th>
                    {signalId !== '' && <td data-holds={holds?.origin === 'signal' || undefined}>{said ? <Said value={unit.said(said)} holds={holds?.origin === 'signal'} /> : '…'}</td>}
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
                    <td data-holds={holds?.origin === 'strategy' || undefined}><Said value={strategy.defaults[unit.name]} holds={holds?.origin === 'strategy'} />
                    </td>
                    <td>
                      {holds?.value === undefined || holds.value === null ? (
                        <span className={styles.unset}>not set</span>
                      ) : (
                        <>
                          <strong>{shown(holds.value)}</strong> <span className={styles.origin}>from {words(holds.origin)}</span>
                        </>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Permitted>
      </div>
    </Panel>
  );
}

/** What a source says; struck through where another one holds. */
const Said = ({ value, holds }: { value: unknown; holds: boolean }) => <span className={value === undefined || value === null ? styles.unset : holds ? undefined : styles.over}>{shown(value)}</span>;
