import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, post, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { DataTable, type Column } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { useLedTo } from '../../parts/useLedTo';
import { Permitted } from '../../permissions/Permitted';
import { navigate } from '../../router';
import styles from '../signals/SignalsPage.module.css';
import { Catalogue } from './Catalogue';

type Strategy = Schemas['StrategyDocument'];

const columns: Column<Strategy>[] = [
  { name: 'name', title: 'Name', width: 'minmax(140px, 2fr)', cell: (row) => row.name },
  { name: 'state', title: 'State', width: '110px', cell: (row) => <Badge state={row.enabled ? 'enabled' : 'disabled'} /> },
  { name: 'class', title: 'Asset class', width: '110px', cell: (row) => row.assetClass },
  { name: 'tickers', title: 'Tickers', width: 'minmax(120px, 2fr)', cell: (row) => (row.allowedTickers.length === 0 ? 'any' : row.allowedTickers.join(', ')) },
  { name: 'changed', title: 'Changed', width: '160px', cell: (row) => clock(row.updatedAt) },
];

export default function StrategiesPage() {
  const list = useList<Strategy>('strategies');
  const [name, setName] = useState('');
  const field = useLedTo<HTMLFormElement>('new');
  const create = useChange((text: string) => post<Strategy>(at('strategies'), { name: text }), ['strategies'], (made) => navigate(`/strategies/${made.id}`));
  return (
    <div className={styles.page}>
      <h1 className="sr-only">Strategies</h1>
      <Panel
        title="Strategies"
        note="each has a webhook address of its own"
        actions={
          <form
            ref={field}
            className={form.actions}
            onSubmit={(event) => {
              event.preventDefault();
              create.mutate(name);
            }}
          >
            <Permitted need={{ scope: 'configure' }}>
              <TextField label="New strategy" value={name} onChange={setName} placeholder="Name" error={create.error?.at('name')} />
              <Button type="submit" look="primary" isBusy={create.isPending} disabled={name.trim() === ''}>
                Create
              </Button>
            </Permitted>
          </form>
        }
        isFlush
      >
        <FormErrors error={create.error} />
        <DataTable label="Strategies" rows={list.rows} list={list} columns={columns} id={(row) => row.id} onOpen={(row) => navigate(`/strategies/${row.id}`)} onEnd={list.more} empty={<EmptyState title="No strategy yet">Name one above. It gets a webhook address for your alerts, and you subscribe accounts to it.</EmptyState>} />
      </Panel>
      <Catalogue />
    </div>
  );
}
