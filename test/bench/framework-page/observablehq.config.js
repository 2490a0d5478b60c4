// Nothing from another host, and nothing around the charts.
export default {
  root: "src",
  title: "文体活动参与率",
  theme: "light",
  search: false,
  sidebar: false,
  toc: false,
  pager: false,
  footer: "",
  globalStylesheets: [],
  head: '<link rel="icon" href="data:,">'
};
