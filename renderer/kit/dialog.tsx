import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly closeLabel?: string;
  readonly size?: 'small' | 'medium' | 'large' | 'sheet';
  /** Buttons at the foot; the main one last. */
  readonly actions?: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** Something that must be settled before going on. Escape and the cross close it. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, closeLabel = 'Close', size = 'medium', actions, role, children } = props;
  const close = (open: boolean) => {
    if (!open) onClose();
  };
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={close} isDismissable data-modal className={styles.overlay}>
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog role={role} className={styles.dialog}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            <IconButton icon={X} label={closeLabel} onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions ? <footer className={styles.foot}>{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
