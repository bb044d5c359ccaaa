"use strict";
const show = (id) => {
  for (const one of ["wait", "ready", "failed"]) document.getElementById(one).hidden = one !== id;
};
const get = async () => {
  const answer = await fetch("/v1/card", { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error("no signature");
  return answer.json();
};
get()
  .then(({ app, once, now, signature, main, name }) => {
    const link = `${main}/i/#${location.hash.slice(1)}`;
    const anchor = document.getElementById("link");
    [anchor.href, anchor.textContent] = [link, link];
    wx.config({
      appId: app,
      timestamp: now,
      nonceStr: once,
      signature,
      jsApiList: ["updateAppMessageShareData", "updateTimelineShareData"],
    });
    wx.error(() => show("failed"));
    wx.ready(() => {
      const card = { title: name, desc: "说出不能署名的话", link, imgUrl: `${main}/page/icon-192.png` };
      wx.updateAppMessageShareData(card);
      wx.updateTimelineShareData(card);
      show("ready");
    });
  })
  .catch(() => show("failed"));
