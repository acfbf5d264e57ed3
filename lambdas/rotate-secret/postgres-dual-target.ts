import type { Database, Login } from "./database";
import type { PostgresStrategy } from "./environment";
import { RotationFailure } from "./failure";
import { changeAndEnd, isTaken, passwordLength, tryLogin } from "./postgres-login";
import { loginOf, postgresValue } from "./postgres-value";
import type { Rotation, RotationTarget } from "./target";

type DualStrategy = Extract<PostgresStrategy, { kind: "postgres-dual" }>;

/**
 * Two roles of PostgreSQL in turn: the current one keeps its password while an administrator changes that of the
 * other. Both roles exist before: a function that clones a role, as the templates of AWS do, needs rights to grant
 * whatever that role has, and clones none of what is granted to it later.
 */
export function postgresDualTarget(database: Database, strategy: DualStrategy): RotationTarget {
  const [first, second] = strategy.usernames;
  const otherOf = async ({ valueAt }: Rotation): Promise<string> => {
    const value = await valueAt("AWSCURRENT");
    if (value === undefined) return first;
    const { username } = loginOf(value);
    if (username !== first && username !== second) throw new RotationFailure("value-unusable");
    return username === first ? second : first;
  };
  const checked = async (rotation: Rotation, value: string): Promise<Login> => {
    const login = loginOf(value);
    // Never the role that is in use, whatever the pending value says.
    if (login.username !== (await otherOf(rotation))) throw new RotationFailure("value-unusable");
    return login;
  };
  return {
    async create(rotation) {
      const username = await otherOf(rotation);
      const password = await rotation.store.generate(passwordLength);
      return postgresValue(strategy, { username, password });
    },
    async set(rotation, pending) {
      const next = await checked(rotation, pending);
      if (await isTaken(database, strategy, next)) return;
      const administrator = loginOf(await rotation.store.readCurrent(strategy.administratorSecret));
      await changeAndEnd(await database.login(strategy, administrator), next);
    },
    async test(rotation, pending) {
      await tryLogin(database, strategy, await checked(rotation, pending));
    },
    finish: () => Promise.resolve(),
  };
}
