/** Typed twice, since nobody sees what is typed. */
export function NewPassword() {
  return (
    <>
      <label>
        <span>新密码（至少 10 个字符，可以是一句好记的话；不必有符号）</span>
        <input type="password" name="password" autoComplete="new-password" minLength={10} maxLength={128} required />
      </label>
      <label>
        <span>再输入一次</span>
        <input type="password" name="again" autoComplete="new-password" minLength={10} maxLength={128} required />
      </label>
    </>
  );
}
