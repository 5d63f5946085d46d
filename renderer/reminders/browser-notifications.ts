export type NotificationPermit = 'default' | 'granted' | 'denied' | 'unsupported';

type Announced = { readonly reminderId: string; readonly title: string; readonly text: string };

/** The browser's own notifications. They need a page from this computer or by HTTPS, and the user's permission. */
export const browserNotifications = {
  permit(): NotificationPermit {
    return 'Notification' in window ? Notification.permission : 'unsupported';
  },
  async ask(): Promise<NotificationPermit> {
    return 'Notification' in window ? await Notification.requestPermission() : 'unsupported';
  },
  /** Not while the page is looked at: there the message in the window is enough. */
  show({ reminderId, title, text }: Announced, onClick: () => void): void {
    if (browserNotifications.permit() !== 'granted' || document.hasFocus()) return;
    const shown = new Notification(title, { body: text, tag: reminderId, icon: './icon.svg' });
    shown.onclick = () => {
      shown.close();
      onClick();
    };
  },
};
