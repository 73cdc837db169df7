import { useAccounts } from '../../api/accounts';
import { useNames } from '../../api/names';
import { marksFedMs, positionsFedMs, useOpenPositions } from '../../api/positions';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { average, exact, money, signed, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Profit } from '../../parts/Profit';
import { summed } from '../../parts/summed';
import { Tabs } from '../../parts/Tabs';
import { useAccountLevels } from '../../permissions/useLevel';
import { Link, useQuery } from '../../router';
import type { Level } from '../../sharing/levels';
import { linesOf, unclaimed, type Grouping, type Line, type Part, type Position, type Sum } from './groups';
import { PositionActions } from './PositionActions';
import styles from './PositionsPage.module.css';

const groupings = [['', 'One by one'], ['strategy', 'By strategy'], ['account', 'By account'], ['symbol', 'By symbol']] as const;

const Side = ({ of }: { of: string }) => <span className={of === 'long' ? styles.long : of === 'short' ? styles.short : undefined}>{of}</span>;

function Protection({ of }: { of: Position }) {
  const text = of.protection.map((order) => `${words(order.leg)} ${exact(order.stopPrice ?? order.limitPrice)}`).join(', ');
  return text ? <span title={text}>{text}</span> : <span className={styles.naked}>none</span>;
}

/** A price of the venue: where it has not changed for long, it says for how long. */
const MarkPrice = ({ of }: { of: Position }) => (
  <>
    {exact(of.markPrice)} {of.markedAt && <Age at={of.markedAt} source="Mark" everyMs={marksFedMs} isQuiet />}
  </>
);

const Title = ({ title, sum }: { title: string; sum: Sum }) => (
  <span title={`${title}: ${sum.count === 1 ? '1 position' : `${sum.count} positions`}${sum.unpriced > 0 ? `, ${sum.unpriced} of them without a price: the sums lack them` : ''}`}>
    {title} ({sum.count}{sum.unpriced > 0 && <span className={styles.naked}>, {sum.unpriced} unpriced</span>})
  </span>
);

const Worth = ({ value }: { value: string | null | undefined }) => <span title={value ?? undefined}>{money(value)}</span>;

/** What is shown of a position; a line of sums shows the sums and leaves the rest empty. */
const of = (show: (part: Part) => React.ReactNode, sum?: (sum: Sum) => React.ReactNode) => (line: Line) => (line.part ? show(line.part) : sum?.(line.sum));

const columns = (levelAt: (account: string) => Level | undefined): Column<Line>[] => [
  { name: 'symbol', title: 'Symbol', width: 'minmax(150px, 1fr)', card: 'head', cell: (line) => (line.part ? line.part.position.symbol : <Title title={line.title} sum={line.sum} />) },
  { name: 'exposure', title: 'Exposure', width: '88px', isNumber: true, cell: of(({ exposure }) => <Worth value={exposure} />, (sum) => <Worth value={String(sum.net)} />) },
  { name: 'gross', title: 'Gross', width: '84px', isNumber: true, cell: of(() => null, (sum) => <Worth value={String(sum.gross)} />) },
  { name: 'open', title: 'Open P&L', width: '78px', isNumber: true, cell: of(({ unrealised }) => <Profit value={unrealised} />, (sum) => <Profit value={String(sum.profit)} />) },
  { name: 'side', title: 'Side', width: '52px', cell: of(({ side }) => <Side of={side} />) },
  { name: 'quantity', title: 'Quantity', width: '64px', isNumber: true, cell: of(({ quantity, isShare, position }) => <span title={isShare ? `Of ${exact(position.quantity)} ${position.side}` : undefined}>{exact(quantity)}</span>) },
  { name: 'average', title: 'Entry', width: '76px', isNumber: true, cell: of(({ averagePrice }) => <span title={averagePrice ?? undefined}>{average(averagePrice)}</span>) },
  { name: 'mark', title: 'Mark', width: '76px', isNumber: true, cell: of(({ position }) => <MarkPrice of={position} />) },
  { name: 'protection', title: 'Stops and targets', width: '180px', card: 'wide', cell: of(({ position }) => <Protection of={position} />) },
  { name: 'account', title: 'Account', width: '100px', cell: of(({ position }) => <AccountName id={position.accountId} />) },
  { name: 'realised', title: 'Realised', width: '70px', isNumber: true, cell: of(({ position, isShare }) => !isShare && <Profit value={position.realised} />) },
  {
    name: 'actions',
    title: '',
    width: '190px',
    isPinned: true,
    card: 'wide',
    // What closes a position closes all of it: it stands where all of it is.
    cell: of(({ position, isShare }) => (isShare ? <span className={styles.share}>a part of the position</span> : <PositionActions position={position} held={levelAt(position.accountId)} />)),
  },
];

/** What groups are called. */
function useGroupNames(by: Grouping | undefined): (group: string) => string {
  const strategies = useNames('strategies');
  const accounts = useAccounts();
  if (by === 'strategy') return (group) => (group === unclaimed ? 'Nobody’s' : strategies.of(group));
  if (by === 'account') return (group) => accounts.data?.items.find((each) => each.id === group)?.name ?? group;
  return (group) => group;
}

/** What every account holds now, with what it comes to in each currency. */
export default function PositionsPage() {
  const [query, setQuery] = useQuery();
  const list = useOpenPositions();
  const levelAt = useAccountLevels();
  const asked = query.get('group') ?? '';
  const by = groupings.some(([name]) => name === asked && name !== '') ? (asked as Grouping) : undefined;
  const lines = linesOf(list.rows, by, useGroupNames(by));
  const open = [...summed(list.rows.map((row) => [row.currency, Number(row.unrealised ?? 0)]))];
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Positions</h1>
      <Panel
        title="Positions"
        note={
          <>
            {list.rows.length} open{open.map(([currency, profit]) => ` · P&L ${signed(String(profit))} ${currency}`)} <Age at={list.updatedAt} source="Positions" fedMs={positionsFedMs} isFed={list.rows.length === 0} />
          </>
        }
        actions={<Tabs label="Grouped" value={by ?? ''} choices={groupings} onChange={(group) => setQuery({ group })} />}
        isFlush
      >
        <DataTable
          label="Positions"
          rows={lines}
          list={list}
          columns={columns(levelAt)}
          id={(line) => line.key}
          look={(line) => (line.part ? undefined : line.isTotal ? 'total' : 'group')}
          onEnd={list.more}
          empty={
            <EmptyState title="No position is open">
              What a signal opens appears here, with the stop and the targets that protect it. Open one from <Link href="/order-entry">order entry</Link>, or let the <Link href="/start">first-run guide</Link> lead you to a first signal.
            </EmptyState>
          }
        />
      </Panel>
    </div>
  );
}
