import { useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { Age } from '../../parts/Age';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { Tabs } from '../../parts/Tabs';
import { Choice } from '../../terms/editors';
import { Curve } from '../performance/Curve';
import styles from './CurvePanel.module.css';
import { chosenCurve, keyOf, spans, useCurves } from './useCurves';

type Account = Schemas['AccountCurveDocument'];

interface Props {
  title: string;
  /** What is drawn of an account. */
  points: (account: Account) => Schemas['CurvePointDocument'][];
  /** The figure that sums it up. */
  figure: (account: Account) => ReactNode;
  tone: string;
  /** It hangs from zero. */
  isHanging?: boolean;
  actions?: ReactNode;
}

/** One line of one account over the days that are chosen. */
export function CurvePanel({ title, points, figure, tone, isHanging, actions }: Props) {
  const [days, setDays] = useState('1');
  const [chosen, setChosen] = useState<string>();
  const { curves, isPending, error, refetch, updatedAt, everyMs } = useCurves(days);
  const account = chosenCurve(curves, chosen);
  return (
    <Panel
      title={title}
      note={account && <Age at={updatedAt} source={title} everyMs={everyMs} />}
      actions={
        <>
          <Tabs label={`Days of ${title}`} value={days} choices={spans} onChange={setDays} />
          {actions}
        </>
      }
      isFlush
    >
      {account ? (
        <figure className={styles.figure}>
          <figcaption>
            {curves.length > 1 ? (
              <Choice label={`Account of ${title}`} value={keyOf(account)} choices={curves.map((each) => [keyOf(each), `${each.name} · ${each.currency}`] as const)} onChange={setChosen} />
            ) : (
              `${account.name} · ${account.currency}`
            )}{' '}
            <strong>{figure(account)}</strong>
          </figcaption>
          <Curve label={`${title} of ${account.name} in ${account.currency}`} points={points(account)} tone={tone} isFilling isHanging={isHanging} />
        </figure>
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Loading what={title.toLowerCase()} />
      ) : (
        <EmptyState title="Nothing is recorded yet">What the accounts are worth is written down every minute and drawn here.</EmptyState>
      )}
    </Panel>
  );
}
