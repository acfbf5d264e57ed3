import * as z from "zod/mini";
import { jsonOf } from "../../runtime/json";
import type { DatabaseAddress, Login } from "./database";
import { RotationFailure } from "./failure";

const login = z.object({
  username: z.string().check(z.minLength(1)),
  password: z.string().check(z.minLength(1)),
});

/**
 * Reads who logs in from a secret. Where to log in is never read from it: whoever can write a secret must not be able
 * to send a password to another server.
 * @throws RotationFailure when it is not such a secret.
 */
export function loginOf(value: string): Login {
  const { success, data } = login.safeParse(jsonOf(value));
  if (!success) throw new RotationFailure("value-unusable");
  return data;
}

/** The secret as AWS documents it (Secrets Manager user guide, "JSON structure of AWS Secrets Manager secrets"). */
export const postgresValue = (
  { host, port, database }: DatabaseAddress,
  { username, password }: Login,
): string =>
  JSON.stringify({ engine: "postgres", host, port, dbname: database, username, password });
