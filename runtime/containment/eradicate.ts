import { createHash } from "node:crypto";
import { parseRoleArn } from "../identity-arn";
import { rotationPieces } from "./pieces";
import { restorePiece } from "./release";
import type { Target } from "./tools";

/**
 * Makes what a thief may have read worthless, while the service itself stays contained: what rotates its secrets is
 * restored, and each of them rotated.
 */
export async function eradicate(target: Target): Promise<void> {
  const { recorder, service, saved } = target;
  const { rotation } = service;
  let obstacle: string | undefined;
  if (rotation === undefined) obstacle = "nothing rotates it: people replace it";
  else if (saved === "unreadable") obstacle = "what was saved cannot be read";
  else if (isActor(target, rotation.roleName)) {
    obstacle = "the finding is about what rotates it: people replace it";
  } else {
    const earlier = recorder.records.length;
    for (const piece of rotationPieces(target, rotation)) await restorePiece(recorder, piece);
    const isFailed = recorder.records.slice(earlier).some(({ outcome }) => outcome === "failed");
    if (isFailed) obstacle = "what rotates it could not be restored";
  }
  for (const secret of service.secrets) {
    await rotateSecret(target, secret, obstacle);
  }
}

const isActor = ({ incident }: Target, roleName: string): boolean =>
  parseRoleArn(incident.finding?.actorRoleArn ?? "")?.roleName === roleName;

async function rotateSecret(
  { recorder, ports, incident }: Target,
  { name, rotates }: { readonly name: string; readonly rotates: boolean },
  obstacle: string | undefined,
): Promise<void> {
  const why = rotates ? obstacle : "it does not rotate: people replace it";
  const action = `rotate ${name}`;
  if (why !== undefined) {
    await recorder.look(action, () => Promise.resolve({ skipped: why }));
    return;
  }
  await recorder.change(action, async () => {
    const digest = createHash("sha256").update(name).digest("hex").slice(0, 32);
    await ports.estate.rotateSecret(name, `${incident.id}-${digest}`);
    return "done";
  });
}
