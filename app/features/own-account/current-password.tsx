/** Asks for the password again before sign-in methods change, because an open browser may have another user. */
export function CurrentPassword() {
  return (
    <label>
      <span>现在的密码</span>
      <input type="password" name="current" autoComplete="current-password" required />
    </label>
  );
}
