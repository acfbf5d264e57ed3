import { type Piece, piecesOf } from "./pieces";
import { ActionRefused, type Recorder } from "./recorder";
import { knownOf, type Target } from "./tools";

/**
 * Restores what a service was before, and nothing that somebody has changed since (I3). Its quarantine ends last, and
 * only when all else is verified to be as before: until then governance denies its calls. Repeating it goes on where it
 * ended.
 */
export async function release(target: Target): Promise<void> {
  const { recorder, saved } = target;
  if (saved === "unreadable") {
    await recorder.look("restore the service", () =>
      Promise.reject(new ActionRefused("what was saved cannot be read")),
    );
    return;
  }
  const pieces = piecesOf(target);
  for (const piece of pieces) await restorePiece(recorder, piece);
  for (const piece of pieces) await verifyPiece(target, piece);
  await endQuarantine(target);
  await recorder.change("end the claim to the service", async () => {
    if (hasFailed(recorder)) return keptContained;
    await target.ports.claims.letGo(target.name, target.incident.id);
    return "done";
  });
}

const keptContained = { skipped: "not all of it is as before" };

const hasFailed = ({ records }: Recorder): boolean =>
  records.some(({ outcome }) => outcome === "failed");

/** Restores one piece, when it is what containment left. */
export async function restorePiece(recorder: Recorder, piece: Piece): Promise<void> {
  await recorder.change(`restore ${piece.name}`, async () => {
    const state = await piece.state();
    if (state === "as before") return { skipped: "as before" };
    if (state === "drifted") throw new ActionRefused("drifted");
    await piece.restore();
    return "done";
  });
}

async function verifyPiece({ recorder, request }: Target, piece: Piece): Promise<void> {
  await recorder.look(`verify that ${piece.name} is as before`, async () => {
    const state = await piece.state();
    if (state === "as before") return "done";
    if (request.isDryRun) return { skipped: "dry run" };
    throw new ActionRefused(`it is ${state}`);
  });
}

async function endQuarantine(target: Target): Promise<void> {
  const { recorder, ports, name } = target;
  await recorder.change(`end the quarantine of ${name}`, async () => {
    if (hasFailed(recorder)) return keptContained;
    if (knownOf(target)?.isQuarantined === true) return { skipped: "it was quarantined before" };
    if (!(await ports.estate.isQuarantined(name))) return { skipped: "not quarantined" };
    await ports.estate.liftQuarantine(name);
    if (await ports.estate.isQuarantined(name)) throw new ActionRefused("the flag still holds");
    return "done";
  });
}
