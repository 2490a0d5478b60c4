/** Asked again before the ways into an account change: an open browser is not its owner. */
export function CurrentPassword() {
  return (
    <label>
      <span>现在的密码</span>
      <input type="password" name="current" autoComplete="current-password" required />
    </label>
  );
}
