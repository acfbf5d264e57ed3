// Access keys, private keys, JSON web tokens, GitHub, Slack and Stripe tokens, passwords in URLs.
const credentials =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----)?|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\b[rs]k_live_[A-Za-z0-9]{16,}|(?<=:\/\/[^/\s:@]{1,64}:)[^/\s@]{3,}(?=@)/g;

/** Text without anything that looks like a credential. */
export function redact(text: string): string {
  return text.replaceAll(credentials, concealed);
}

/** Whether text holds something that looks like a credential. */
export function holdsCredential(text: string): boolean {
  return text.search(credentials) >= 0;
}

/** What stands for a value that must not be shown. */
export function concealed(text: string): string {
  return `‹redacted, ${String(text.length)} chars›`;
}
