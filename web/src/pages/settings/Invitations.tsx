import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useChange } from '../../api/change';
import { at, post, remove, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { useSession } from '../../api/session';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { CopyButton } from '../../parts/CopyButton';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { clock } from '../../parts/format';
import styles from './Invitations.module.css';
import { useLedTo } from '../../parts/useLedTo';
import { roles } from './roles';

type Made = Schemas['InvitationLinkDocument'];

const shown = ['invitations', 'users'];

/** The dialog that makes a link, or shows one that was made. */
export function useInviting() {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<Made>();
  const show = (link?: Made) => {
    setMade(link);
    setOpen(true);
  };
  const renew = useChange((id: string) => post<Made>(at(`invitations/${id}/renew`)), shown, show);
  return { isOpen, made, setMade, show, close: () => setOpen(false), renew };
}

/** Links that are out, and the dialog that makes one. */
export function Invitations({ inviting }: { inviting: ReturnType<typeof useInviting> }) {
  const list = useList<Schemas['InvitationDocument']>('invitations');
  const dialog = useRef<HTMLDialogElement>(null);
  const { isOpen, made, setMade, show, close, renew } = inviting;
  const place = useLedTo<HTMLDivElement>('invite');
  const revoke = useChange((id: string) => remove(at(`invitations/${id}`)), shown);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <>
      <p>Whoever is invited gets a link that is good once, for 72 hours, and chooses a password nobody else knows, or signs in with an external identity.</p>
      <div ref={place}>
        <Button look="primary" onClick={() => show()}>
          Invite a person
        </Button>
      </div>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="invite-title" onClose={close}>
        {isOpen && (made ? <Link made={made} onDone={close} /> : <InviteForm onMade={setMade} onLeave={close} />)}
      </dialog>
      <FormErrors error={renew.error ?? revoke.error} />
      {list.rows.length > 0 && (
        <div className={form.scroll} tabIndex={0} role="region" aria-label="Invitations that are out">
          <table className={form.table}>
            <thead>
              <tr>
                <th scope="col">Invited</th>
                <th scope="col">As</th>
                <th scope="col">By</th>
                <th scope="col">Link is good until</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.userId}>
                  <td>{row.name}</td>
                  <td>{row.role}</td>
                  <td>{row.invitedBy}</td>
                  <td>{Date.parse(row.expiresAt) > Date.now() ? clock(row.expiresAt) : 'it ran out'}</td>
                  <td>
                    <ConfirmButton label={`New link for ${row.name}`} sure="End the link before?" isBusy={renew.isPending} onConfirm={() => renew.mutate(row.userId)}>
                      New link
                    </ConfirmButton>
                    <ConfirmButton label={`Revoke the invitation of ${row.name}`} sure={`Shut out ${row.name}?`} isBusy={revoke.isPending} onConfirm={() => revoke.mutate(row.userId)}>
                      Revoke
                    </ConfirmButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function InviteForm({ onMade, onLeave }: { onMade: (made: Made) => void; onLeave: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Schemas['Role']>('viewer');
  const isOwner = useSession().data?.role === 'owner';
  const invite = useChange(() => post<Made>(at('invitations'), { name, role }), shown, onMade);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 id="invite-title">Invite a person</h2>
      <TextField label="Name" value={name} onChange={setName} autoComplete="off" autoFocus required hint="What the person signs in with." error={invite.error?.at('name')} />
      <SelectField label="Role" value={role} choices={isOwner ? roles : roles.filter(([each]) => each !== 'owner')} onChange={setRole} error={invite.error?.at('role')} />
      {invite.error && invite.error.errors.length === 0 && <FormErrors error={invite.error} />}
      <div className={styles.actions}>
        <Button type="submit" look="primary" isBusy={invite.isPending} disabled={name.trim() === ''}>
          Make the link
        </Button>
        <Button look="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

function Link({ made, onDone }: { made: Made; onDone: () => void }) {
  const { name, role, expiresAt } = made.details;
  return (
    <div className={styles.form}>
      <h2 id="invite-title">The link for {name}</h2>
      <p role="status">
        Whoever opens it comes in as {name}, {role}. Hand it over by a way that nobody else reads. It is good once, until {clock(expiresAt)}, and is not shown again.
      </p>
      <code className={styles.link}>{made.link}</code>
      <div className={styles.actions}>
        <CopyButton look="primary" text={made.link}>
          Copy the link
        </CopyButton>
        <Button look="quiet" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
