/** Whether a telephone number can receive SMS: E.164, such as +15555550100. A vanity number cannot. */
export function isE164(phone: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(phone);
}
