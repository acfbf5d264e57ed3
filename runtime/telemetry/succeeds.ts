/** Whether telemetry took what it was given: whoever needs an audit record refuses otherwise. */
export function succeeds(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
