import {createTheme} from "@mantine/core";

/**
 * Mantine in our tokens. Its CSS variables are static (tokens.css), so no page carries a generated style sheet
 * and the server spends no time on one.
 */
export const theme = createTheme({
  fontFamily: "var(--font)",
  primaryColor: "blue",
  defaultRadius: 6,
  respectReducedMotion: true,
  fontSizes: {xs: "12px", sm: "14px", md: "16px", lg: "20px", xl: "28px"},
  spacing: {xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px"}
});
