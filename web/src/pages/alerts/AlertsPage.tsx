import { useState, type ReactNode } from 'react';
import { counted, useOpenAlertCount } from '../../api/alerts';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { AccountName } from '../../parts/AccountName';
import { Age } from '../../parts/Age';
import { Button } from '../../parts/Button';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock, words } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Tabs } from '../../parts/Tabs';
import { Permitted } from '../../permissions/Permitted';
import { useAccountLevels } from '../../permissions/useLevel';
import { navigate, useQuery as useUrl } from '../../router';
import { reaches, type Level } from '../../sharing/levels';
import { Choice } from '../../terms/editors';
import { AlertRules } from './AlertRules';
import own from './AlertsPage.module.css';
import { Destinations } from './Destinations';

type Row = Schemas['IncidentDocument'];

const listEveryMs = 60_000;
const atOnce = 500;
const kinds = ['alarm', 'emergency', 'naked', 'unknown_order', 'anomaly', 'loss_limit', 'position_doubted', 'position_adjusted', 'foreign_fill', 'external_order', 'reconciliation', 'trading_state', 'upkeep'];
const views = [['', 'Not seen'], ['all', 'All'], ['rules', 'Rules'], ['destinations', 'Destinations']] as const;

/** What a person should know: alarms, orders whose outcome is not proven, differences with a venue; and who has seen it. */
export default function AlertsPage() {
  const [url, setUrl] = useUrl();
  const view = url.get('view') ?? '';
  const tabs = <Tabs label="Which alerts" value={view} choices={views} onChange={(next) => setUrl({ view: next })} />;
  return view === 'rules' || view === 'destinations' ? (
    <div className={form.page}>
      <h1 className="sr-only">Alerts</h1>
      {tabs}
      {view === 'rules' ? <AlertRules /> : <Destinations />}
    </div>
  ) : (
    <Incidents tabs={tabs} showsAll={view === 'all'} />
  );
}

function Incidents({ tabs, showsAll }: { tabs: ReactNode; showsAll: boolean }) {
  const [url, setUrl] = useUrl();
  const [note, setNote] = useState('');
  const filters = { kind: url.get('kind'), accountId: url.get('account') };
  const list = useList<Row>('incidents', showsAll ? filters : { ...filters, open: 'true' }, listEveryMs);
  const count = useOpenAlertCount(filters);
  const accounts = useList<{ id: string; name: string }>('connections');
  const levelAt = useAccountLevels();
  const seen = useChange((ids: string[]) => post(at('incidents/acknowledge'), { ids, note: note || undefined }), ['incidents'], () => setNote(''));
  const open = list.rows.filter((row) => row.alerting && !row.acknowledged);
  const rows = showsAll ? list.rows : open;
  const mine = open.filter((row) => mayBeMarked(heldAt(row, levelAt)));
  return (
    <div className={own.page}>
      <h1 className="sr-only">Alerts</h1>
      <Panel
        title="Alerts"
        note={
          <>
            {count && `${counted(count)} not seen`} <Age at={list.updatedAt} source="Alerts" everyMs={listEveryMs} isFed />
          </>
        }
        actions={
          <div className={own.actions}>
            <Choice label="Kind of alert" value={url.get('kind')} choices={[['', 'every kind'], ...kinds.map((kind) => [kind, words(kind)] as const)]} onChange={(kind) => setUrl({ kind })} />
            <Choice label="Account of the alerts" value={url.get('account')} choices={[['', 'every account'], ...accounts.rows.map((each) => [each.id, each.name] as const)]} onChange={(account) => setUrl({ account })} />
            {tabs}
          </div>
        }
        isFlush
      >
        <DataTable
          label="Alerts"
          rows={rows}
          list={list}
          columns={columns((row) => seen.mutate([row.id]), levelAt)}
          id={(row) => row.id}
          onOpen={(row) => row.signalId && navigate(`/signals/${row.signalId}`)}
          onEnd={list.more}
          empty={<EmptyState title="Nothing to worry about">Alarms, unknown orders and differences with a venue appear here until somebody has seen them.</EmptyState>}
        />
      </Panel>
      {mine.length > 0 && (
        <Panel title="Say that they were seen" note="what is wrong stays wrong until it is mended">
          <FormErrors error={seen.error} />
          <Permitted need={{ scope: 'trade' }} isNoted>
            <form
              className={own.form}
              onSubmit={(event) => {
                event.preventDefault();
                seen.mutate(mine.slice(0, atOnce).map((row) => row.id));
              }}
            >
              <TextField label="What is done about it" value={note} onChange={setNote} placeholder="optional" error={seen.error?.at('note')} />
              <Button type="submit" isBusy={seen.isPending}>
                {mine.length === open.length ? 'All' : 'The'} {Math.min(mine.length, atOnce)} {mine.length === open.length ? 'shown' : 'at accounts you may trade'} were seen
              </Button>
            </form>
          </Permitted>
        </Panel>
      )}
    </div>
  );
}

type Levels = (account: string) => Level | undefined;

const heldAt = (row: Row, levelAt: Levels) => (row.accountId ? levelAt(row.accountId) : undefined);

/** Where the level is not known yet, the server says. */
const mayBeMarked = (held: Level | undefined) => held === undefined || reaches(held, 'trade');

const columns = (onSeen: (row: Row) => void, levelAt: Levels): Column<Row>[] => [
  { name: 'time', title: 'Time', width: '160px', cell: (row) => clock(row.at) },
  { name: 'kind', title: 'What', width: '150px', cell: (row) => words(row.kind) },
  { name: 'account', title: 'Account', width: 'minmax(100px, 1fr)', cell: (row) => (row.accountId ? <AccountName id={row.accountId} /> : 'this installation') },
  { name: 'symbol', title: 'Symbol', width: '100px', cell: (row) => row.symbol ?? '–' },
  { name: 'message', title: 'What happened and what to do', width: 'minmax(240px, 4fr)', cell: (row) => <span title={row.message}>{row.message}</span> },
  {
    name: 'seen',
    title: 'Seen',
    width: '150px',
    cell: (row) =>
      row.acknowledged ? (
        <span title={row.acknowledged.note ?? undefined}>
          {row.acknowledged.by} {clock(row.acknowledged.at)}
        </span>
      ) : !row.alerting ? (
        <span title={row.rule ? `The rule ${row.rule} keeps it from calling.` : undefined}>only listed</span>
      ) : (
        <Permitted need={{ scope: 'trade', level: 'trade', held: heldAt(row, levelAt) }}>
          <Button
            look="quiet"
            onClick={(event) => {
              event.stopPropagation();
              onSeen(row);
            }}
          >
            Mark as seen
          </Button>
        </Permitted>
      ),
  },
];
