import type { Database, Login } from "./database";
import type { PostgresStrategy } from "./environment";
import { RotationFailure } from "./failure";
import { changeAndEnd, firstLogin, isTaken, passwordLength, tryLogin } from "./postgres-login";
import { loginOf, postgresValue } from "./postgres-value";
import type { Rotation, RotationTarget } from "./target";

type SingleStrategy = Extract<PostgresStrategy, { kind: "postgres-single" }>;

/**
 * A role of PostgreSQL that changes its own password. Between the steps setSecret and finishSecret, whoever logs in
 * with the value that is still current is refused: `postgres-dual` has no such gap.
 */
export function postgresSingleTarget(database: Database, strategy: SingleStrategy): RotationTarget {
  const checked = (value: string): Login => {
    const login = loginOf(value);
    if (login.username !== strategy.username) throw new RotationFailure("value-unusable");
    return login;
  };
  return {
    async create({ store }) {
      const password = await store.generate(passwordLength);
      return postgresValue(strategy, { username: strategy.username, password });
    },
    async set(rotation, pending) {
      const next = checked(pending);
      if (await isTaken(database, strategy, next)) return;
      const earlier = (await earlierValues(rotation)).map(checked);
      const session = await firstLogin(database, strategy, earlier);
      if (session === undefined) throw new RotationFailure("login-refused");
      await changeAndEnd(session, next);
    },
    test: (_rotation, pending) => tryLogin(database, strategy, checked(pending)),
    finish: () => Promise.resolve(),
  };
}

/** A rotation that was cut off, or a label that was moved by hand, can leave the role at the previous password. */
async function earlierValues({ valueAt }: Rotation): Promise<readonly string[]> {
  const values = [await valueAt("AWSCURRENT"), await valueAt("AWSPREVIOUS")];
  return values.filter((value) => value !== undefined);
}
