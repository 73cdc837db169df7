import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, remove, type Schemas } from '../../api/client';
import { useSession } from '../../api/session';
import { Button } from '../../parts/Button';
import { Switch } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import { Panel } from '../../parts/Panel';

/** Where one is signed in now. Whoever manages users sees everybody's. */
export function OpenSessions() {
  const mayManage = useSession().data?.scopes.includes('admin') ?? false;
  const [isEveryone, setEveryone] = useState(false);
  const list = useQuery({
    queryKey: ['sessions', isEveryone],
    queryFn: ({ signal }) => get<Schemas['OpenSessionsDocument']>(at(isEveryone ? 'sessions/everyone' : 'sessions'), signal),
  });
  const end = useChange((id: string) => remove(at(`sessions/${id}`)), ['sessions']);
  const endOthers = useChange(() => post(at('sessions/end-others')), ['sessions']);
  return (
    <Panel
      title="Open sessions"
      actions={
        <Button look="quiet" isBusy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
          End all my others
        </Button>
      }
    >
      {mayManage && <Switch label="Show everybody's" isOn={isEveryone} onChange={setEveryone} />}
      <FormErrors error={end.error ?? endOthers.error} />
      <div className={form.scroll} tabIndex={0} role="region" aria-label="Sessions">
        <table className={form.table}>
          <thead>
            <tr>
              {isEveryone && <th scope="col">Who</th>}
              <th scope="col">Last seen</th>
              <th scope="col">Opened</th>
              <th scope="col">From</th>
              <th scope="col">Browser</th>
              <th scope="col">End</th>
            </tr>
          </thead>
          <tbody>
            {list.data?.items.map((each) => (
              <tr key={each.id}>
                {isEveryone && <td>{each.userName}</td>}
                <td>{clock(each.lastSeenAt)}</td>
                <td>{clock(each.createdAt)}</td>
                <td>{each.address}</td>
                <td>{each.agent}</td>
                <td>
                  {each.isThis ? (
                    'this one'
                  ) : (
                    <Button look="quiet" onClick={() => end.mutate(each.id)}>
                      End
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
