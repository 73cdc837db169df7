using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>The languages of other products that are plain text: what each message is read as, or refused with.</summary>
public sealed class TextLanguageTests
{
    [Theory]
    [InlineData("MyBybitKey(BTCUSDT) { cancel(which=all); market(position=5); stopOrTakeProfit(tp=@70000, sl=@60000, position=0, reduceOnly=true); } #bot",
        "cancel BTCUSDT all at=MyBybitKey | target BTCUSDT to=5 market at=MyBybitKey | protect BTCUSDT tp=@70000 sl=@60000 at=MyBybitKey")]
    [InlineData("key(BTCUSDT) { cancel(which=tagged, tag=trail); stopOrder(offset=@59000, position=0, reduceOnly=true, tag=trail); }", "protect BTCUSDT sl=@59000 at=key")]
    [InlineData("ALPHA(BTCUSDT){ type=market,side=buy,amount=0.001; wait(3s); type=limit,position=0,offset=1%,reduceOnly=true }",
        "buy BTCUSDT 0.001 market at=ALPHA | protect BTCUSDT tp=1% delay=3 at=ALPHA")]
    [InlineData("ALPHA(BTCUSDT){\ntype=market,side=buy,amount=0.001;\nwait(3s);\ntype=limit,position=0,offset=e1%,reduceOnly=true\n}",
        "buy BTCUSDT 0.001 market at=ALPHA | protect BTCUSDT tp=1% delay=3 at=ALPHA")]
    [InlineData("Alert fired!\nbitmex(XBTUSD) { limitOrder(side=sell, amount=50%%, offset=@70000, postOnly=true); }", "sell XBTUSD 50%a limit@70000 post at=bitmex")]
    [InlineData("k(XBTUSD) { stopMarketOrder(side=buy, amount=100, offset=@61000, trigger=mark); }", "buy XBTUSD 100 stop^61000 at=k")]
    [InlineData("k(XBTUSD) { market(side=sell, amount=50%p, reduceOnly=true); }", "exit XBTUSD 50%p market if=long reduce at=k")]
    [InlineData("k(XBTUSD) { type=market,position=50%p }", "exit XBTUSD 50%p market at=k")]
    [InlineData("k(XBTUSD) { market(position=-3); }", "target XBTUSD to=-3 market at=k")]
    [InlineData("k(XBTUSD) { trailingStop(offset=1%, position=0); notify(msg=\"done; really\"); balance(); }", "protect XBTUSD trail=1% at=k")]
    [InlineData("k(XBTUSD) { market(side=buy, amount=1); wait(5m); wait(30s); market(position=0); }", "buy XBTUSD 1 market at=k | target XBTUSD to=0 market delay=330 at=k")]
    [InlineData("paper(BTCUSDT) { continue(if=positionEquals, value=0); market(side=buy, amount=0.01); stopOrTakeProfit(tp=@170000, sl=@60000, position=0); }",
        "buy BTCUSDT 0.01 market tp=@170000 sl=@60000 if=flat at=paper")]
    [InlineData("k(XBTUSD) { continue(if=positionLessThan, value=0); market(position=3); stop(offset=1%, position=0); limit(offset=2%, position=0); }",
        "target XBTUSD to=3 market tp=2% sl=1% if=short at=k")]
    [InlineData("k(XBTUSD) { continue(if=positionGreaterThan, value=0); cancel(which=all); stop(offset=@59000, position=0); market(position=0); }",
        "cancel XBTUSD if=long all at=k | protect XBTUSD sl=@59000 if=long at=k | target XBTUSD to=0 market if=long at=k")]
    [InlineData("k(XBTUSD) { continue(if=positionGreaterThan, value=0); market(side=buy, amount=1); stop(offset=@59000, position=0); }",
        "buy XBTUSD 1 market if=long at=k | protect XBTUSD sl=@59000 if=long at=k")]
    [InlineData("k(XBTUSD) { continue(if=positionEquals, value=0); market(side=buy, amount=1); wait(5m); market(position=0); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { continue(if=positionEquals, value=0); market(side=buy, amount=1); wait(3s); stop(offset=1%, position=0); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { continue(if=positionLessThan, value=0); market(position=0); market(side=buy, amount=1); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { continue(if=positionEquals, value=0); market(side=buy, amount=1); cancel(which=all); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { continue(if=positionEquals, value=0); market(side=buy, amount=1); continue(if=positionGreaterThan, value=0); stop(offset=1%, position=0); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { continue(if=positionGreaterThan, value=0); market(side=buy, amount=1, reduceOnly=true); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { market(side=buy, amount=1, sl=@59000, tp=@70000); }", "buy XBTUSD 1 market tp=@70000 sl=@59000 at=k")]
    [InlineData("k(XBTUSD) { limit(side=buy, amount=1, offset=@58000, sl=@57000, leverage=10); }", "buy XBTUSD 1 limit@58000 sl=@57000 lev=10 at=k")]
    [InlineData("k(XBTUSD) { market(position=5, sl=1%); }", "target XBTUSD to=5 market sl=1% at=k")]
    [InlineData("k(XBTUSD) { market(side=buy, amount=1, postOnly=false); }", "buy XBTUSD 1 market at=k")]
    [InlineData("k(XBTUSD) { stopMarket(side=buy, amount=1, offset=@61000, limitOffset=@61100); }", "!unsupported-parameter")]
    [InlineData("k(XBTUSD) { market(position=0, sl=@59000); }", "!unsupported-parameter")]
    [InlineData("k(XBTUSD) { stopOrTakeProfit(sl=@59000, offset=@58000, position=0); }", "!unsupported-parameter")]
    [InlineData("a(XBTUSD) { market(position=1); }\nb(ETHUSD) { market(position=2); }", "target XBTUSD to=1 market at=a | target ETHUSD to=2 market at=b")]
    [InlineData("[XBTUSD:OpenLong();StopLoss(250):signature]", "buy XBTUSD sl=-250")]
    [InlineData("[XBTUSD:OpenLong(amount=5):signature]", "!unknown-parameter")]
    [InlineData("some words [XBTUSD:CloseLong():sig] more words", "exit XBTUSD if=long")]
    [InlineData("k(XBTUSD) { scaledOrder(from=0, to=50, orderCount=10, amount=10, side=buy); }", "!unsupported-command")]
    [InlineData("k(XBTUSD) { limit(side=buy, amount=1, offset=50); }", "!unsupported-parameter")]
    [InlineData("k(XBTUSD) { cancel(which=buy); }", "!unsupported-parameter")]
    [InlineData("k(XBTUSD) { market(side=buy, amont=1); }", "!invalid-quantity")]
    [InlineData("k(XBTUSD) { market(side=buy, amount=1, stoplos=5); }", "!unknown-parameter")]
    [InlineData("k(XBTUSD) { market(side=up, amount=1); }", "!invalid-action")]
    [InlineData("k(XBTUSD) { wait(10d); market(position=0); }", "!invalid-delay")]
    [InlineData("k(XBTUSD) { notify(msg=hello); }", "!nothing-to-do")]
    [InlineData("k(XBTUSD) { stop(if=positionGreaterThan, value=5); market(position=0); }", "!unsupported-command")]
    public void Alertatron(string body, string shape) => Assert.Equal($"alertatron: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("e=bybit s=BTCUSDT b=long q=5% t=market", "buy BTCUSDT 5% market at=bybit")]
    [InlineData("e=bybit s=BTCUSDT c=position b=long t=market", "exit BTCUSDT market if=long at=bybit")]
    [InlineData("s=BTCUSDT c=order", "cancel BTCUSDT all")]
    [InlineData("e=bybit s=BTCUSDT c=order\nc=position b=short t=market\nb=long q=10% t=market sl=2% tp=4%",
        "cancel BTCUSDT all at=bybit | exit BTCUSDT market if=short | buy BTCUSDT 10% market tp=4% sl=2%")]
    [InlineData("a=main s=XBTUSD b=short q=100 fp=70000 t=post l=10 | delay=10 | s=XBTUSD c=position cm=50% t=market",
        "sell XBTUSD 100 limit@70000 post lev=10 at=main | exit XBTUSD 50%p market delay=10")]
    [InlineData("e=alpaca s=AAPL b=buy q=10 t=limit & tp=5% & sl=2% & ts=1%", "buy AAPL 10 limit tp=5% trail=2%1% at=alpaca")]
    [InlineData("s=BTCUSDT b=long q=1 t=market ts=1%", "buy BTCUSDT 1 market trail=1%")]
    [InlineData("s=BTCUSDT b=long q=1 t=market sl=2% fsl=50000", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT b=long q=1 t=market ts=2% fsl=50000", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT b=long q=1 t=market tp=2% ftp=70000", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT b=long q=1 t=market fp=60000", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT b=long q=1 t=market mt=isolated", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT b=long q=1 t=market u=usd", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT b=long q=1 t=market id=mine", "buy BTCUSDT 1 market")]
    [InlineData("s=BTCUSDT c=position b=long t=market sl=-3%", "protect BTCUSDT sl=3% if=long")]
    [InlineData("e=bybit s=BTCUSDT b=long q=50% t=market | delay=2 | e=bybit s=BTCUSDT c=position b=long sl=-3.1% tp=6%",
        "buy BTCUSDT 50% market at=bybit | protect BTCUSDT tp=6% sl=3.1% if=long delay=2 at=bybit")]
    [InlineData("s=BTCUSDT c=position b=long sl=-3.1% p=-3%", "!unsupported-parameter")]
    [InlineData("s=BTCUSDT c=position b=long sl=-3.1% q=50%", "!unsupported-parameter")]
    [InlineData("s=AAPL c=position b=long eh=1 l=5 fp=10", "exit AAPL limit@10 if=long")]
    [InlineData("s=BTCUSDT c=order t=open", "!unsupported-parameter")]
    [InlineData("LONG | e=bybit s=BTCUSDT c=order | s=BTCUSDT b=long q=5% t=market", "cancel BTCUSDT all at=bybit | buy BTCUSDT 5% market")]
    [InlineData("s=AAPL b=buy q=10 t=open eh=1 d=1", "buy AAPL 10 market opg test")]
    [InlineData("s=AAPL b=buy q=10 t=ioc fp=5", "buy AAPL 10 limit@5 ioc")]
    [InlineData("s=BTCUSD b=buy q=1 sl=50 tp=100 t=market", "buy BTCUSD 1 market tp=+100 sl=-50")]
    [InlineData("c=position b=long t=market", "exit - market if=long")]
    [InlineData("c=order", "cancel - all")]
    [InlineData("s=BTCUSD b=buy q=1-5 t=market", "!unsupported-parameter")]
    [InlineData("s=BTCUSD b=buy q=1 p=-1%", "!unsupported-parameter")]
    [InlineData("s=BTCUSD b=buy q=x t=market", "!invalid-quantity")]
    [InlineData("s=BTCUSD b=up q=1", "!invalid-action")]
    [InlineData("s=BTCUSD b=buy q=1 ab=1", "!unsupported-parameter")]
    [InlineData("s=BTCUSD b=buy q=1 q=2", "!repeated-parameter")]
    public void Autoview(string body, string shape) => Assert.Equal($"autoview: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("60123456789,buy,AUDUSD,risk=0.1", "buy AUDUSD 0.1 market")]
    [InlineData("60123456789,sell,GBPJPY,sl=50,risk=1", "sell GBPJPY 1 market sl=-0.5")]
    [InlineData("60123456789,closelong,GBPUSD", "exit GBPUSD if=long")]
    [InlineData("60123456789 , long , EURUSD , vol_lots=0.2 , sl_pips=20 , tp_pct=1 , comment=\"hello\"", "buy EURUSD 0.2 market tp=1% sl=-0.002")]
    [InlineData("60123456789,buylimit,EURUSD,price=1.05,risk=0.1,sl_price=1.04,tp_price=1.08", "buy EURUSD 0.1 limit@1.05 tp=@1.08 sl=@1.04")]
    [InlineData("60123456789,sellstop,USDJPY,price=150.5,vol_dollar=100,sl=30", "sell USDJPY 100$risk stop^150.5 sl=-0.3")]
    [InlineData("60123456789,newsltplong,EURUSD,sl=10,tp=30", "protect EURUSD tp=+0.003 sl=-0.001 if=long")]
    [InlineData("60123456789,closeshortpct,EURUSD,pct=50", "exit EURUSD 50%p if=short")]
    [InlineData("60123456789,closelongsell,EURUSD,risk=1", "exit EURUSD if=long | sell EURUSD 1 market")]
    [InlineData("60123456789,closeshortsell,EURUSD,risk=1", "exit EURUSD if=short | sell EURUSD 1 market")]
    [InlineData("60123456789,closeall,EURUSD", "flatten EURUSD")]
    [InlineData("60123456789,cancellongshort,EURUSD", "cancel EURUSD")]
    [InlineData("60123456789,buy,EURUSD,risk=1,tp1=10,tp2=20,spread=2", "buy EURUSD 1 market tp=+0.001,+0.002 spread=0.0002")]
    [InlineData("60123456789,buy,EURUSD,risk=1,traildist=15", "buy EURUSD 1 market trail=0.0015")]
    [InlineData("60123456789,buy,US30.Cash,risk=1", "buy US30.Cash 1 market")]
    [InlineData("60123456789,buy,US30.Cash,risk=1,sl=50", "!ambiguous-unit")]
    [InlineData("60123456789,buylimit,EURUSD,price=10,risk=1", "!ambiguous-unit")]
    [InlineData("60123456789,buystop,EURUSD,risk=1", "!invalid-limit-price")]
    [InlineData("60123456789,buy,EURUSD,risk=1,betrigger=10", "!unsupported-parameter")]
    [InlineData("60123456789,eaoff,EURUSD", "!unsupported-command")]
    [InlineData("60123456789,cancellong,EURUSD", "!unsupported-command")]
    [InlineData("60123456789,buy,EURUSD,risk=0", "!invalid-quantity")]
    [InlineData("60123456789,buy,EURUSD,rsk=1", "!unknown-parameter")]
    [InlineData("60123456789,buy,,risk=1", "!empty-ticker-name")]
    [InlineData("60123456789,by,EURUSD,risk=1", "!invalid-action")]
    [InlineData("LIC12345,EURUSD,buy,risk=0.01,sl=50,tp1=50,tp2=100", "buy EURUSD 0.01 market tp=+0.005,+0.01 sl=-0.005")]
    [InlineData("LIC12345,EURUSD,closelong,pct=50", "exit EURUSD 50%p if=long")]
    public void PineConnector(string body, string shape) => Assert.Equal($"pineconnector: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("ENTRY LONG e=bitfinex s=BTCUSD q=10% tf=15", "cancel BTCUSD at=bitfinex | target BTCUSD to=0 at=bitfinex | buy BTCUSD 10% at=bitfinex")]
    [InlineData("EXIT SHORT s=BTCUSD tf=15", "exit BTCUSD if=short")]
    [InlineData("entry short s=ETHUSD q=2 sl=3% tp=5%", "cancel ETHUSD | target ETHUSD to=0 | sell ETHUSD 2 tp=5% sl=3%")]
    [InlineData("ENTRY LONG s=BTCUSD q=much", "!invalid-quantity")]
    public void JuBot(string body, string shape) => Assert.Equal($"jubot: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("EXCHANGE=BINANCE;SYMBOL=BTCUSD;SIGNAL=BUY", "buy BINANCE:BTCUSD")]
    [InlineData("EXCHANGE=binance\nSYMBOL=SOLUSDT\nVOLUME=100a%\nSIGNAL=BUY", "buy binance:SOLUSDT 100%a")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=SELL;ORDER_TYPE=LIMIT;VOLUME=0.01;PRICE=42000;STOP_PRICE=43000;TAKE_PROFIT_PRICE=38000;REDUCE_ONLY=true",
        "sell BTCUSDT 0.01 limit@42000 tp=@38000 sl=@43000 reduce")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=BUY;VOLUME=2%;TAKE_PROFIT_PRICE_1=10%;TAKE_PROFIT_PRICE_2=500d;STOP_PRICE=-5%;LEVERAGE=3;TAG=x;PARAM_NOTE=y",
        "buy BTCUSDT 2% tp=10%,+500 sl=5% lev=3")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=SELL;ORDER_TYPE=MARKET;VOLUME=100%p", "sell BTCUSDT 100%p market")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=SELL;ORDER_TYPE=STOP;STOP_PRICE=40000;VOLUME=10s%", "sell BTCUSDT 10%a stop^40000")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=BUY;TAKE_PROFIT_PRICE_1=50000;TAKE_PROFIT_VOLUME_RATIO_1=1;TAKE_PROFIT_PRICE_2=60000;TAKE_PROFIT_VOLUME_RATIO_2=3",
        "buy BTCUSDT tp=@50000:25,@60000:75")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=CANCEL", "cancel BTCUSDT all")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=CANCEL;PARAM_SIDE=buy", "!unsupported-parameter")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=BUY;ORDER_TYPE=LIMIT;PRICE=-5%", "!unsupported-parameter")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=HOLD", "!invalid-action")]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=BUY;VOLUM=1", "!unknown-parameter")]
    [InlineData("SYMBOL=;SIGNAL=BUY", "!empty-ticker-name")]
    public void OctoBot(string body, string shape) => Assert.Equal($"octobot: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("#BTC/USDT\nLONG\nEntry: 64000\nTargets: 65000, 66000, 67000\nStop: 62000\nLeverage: Cross 10x",
        "buy BTC/USDT limit@64000 tp=@65000,@66000,@67000 sl=@62000 lev=10")]
    [InlineData("BTC/USD\nBuy 100\nSell 120\nStop 90\nAmount per trade 5%", "buy BTC/USD 5% limit@100 tp=@120 sl=@90")]
    [InlineData("ETH/USDT\nBuy zone 100-200\nTake Profit 300\nStop 80", "buy ETH/USDT limit@200 tp=@300 sl=@80")]
    [InlineData("ETH/USDT SHORT\nEntry Targets:\n1) 3000\n\nTake-Profit Targets:\n1) 2900\n2) 2800\n\nStop Targets:\n1) 3100\nRisk management 0.5%",
        "sell ETH/USDT 0.5%risk limit@3000 tp=@2900,@2800 sl=@3100")]
    [InlineData("BTC/USDT\nEnter above 200\nTP1: 220\nTP2: 240\nStop 180", "buy BTC/USDT stop^200 tp=@220,@240 sl=@180")]
    [InlineData("SOL/USDT\nEntry: market\nLong\nTarget 150\nStop 100", "buy SOL/USDT market tp=@150 sl=@100")]
    [InlineData("ADA/BTC\nBuy 30000\nSell 35000\nStop 28000", "buy ADA/BTC limit@0.0003 tp=@0.00035 sl=@0.00028")]
    [InlineData("BTC/USDT\nEntry 64,000.50\nTarget 65,000\nStop 62,000", "buy BTC/USDT limit@64000.5 tp=@65000 sl=@62000")]
    [InlineData("BTC/USDT Buy 100 Sell 120 Stop 90", "buy BTC/USDT limit@100 tp=@120 sl=@90")]
    [InlineData("ETH/USDT\nBuy 100-200\nTake Profit 300\nStop 80", "!several-entries")]
    [InlineData("ETH/USDT\nBuy 100\nSell 120\nAmount: 45.0%", "!invalid-quantity")]
    [InlineData("ETH/USDT\nEntry\nTarget 120\nStop 80", "!invalid-limit-price")]
    public void Cornix(string body, string shape) => Assert.Equal($"cornix: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("exchange=bybit symbol=BTCUSD\nclose=short type=market ifnone=main\ndelay=2s\n:main cancel # first\nlong=5% leverage=10 type=market error=abort retries=3\ndelay=2s\nclose=long stoploss=[-]2% type=market expect=1 error=closeside retries=10 id=SL\nclose=long price=[+]3% priceref=pos",
        "exit BTCUSD market if=short at=bybit | cancel BTCUSD delay=2 at=bybit | buy BTCUSD 5% market lev=10 at=bybit | protect BTCUSD sl=2% if=long delay=2 at=bybit | protect BTCUSD tp=3% if=long at=bybit")]
    [InlineData("symbol=BTCUSD ifpos=abort\nshort=100 price=70000 type=limit", "sell BTCUSD 100 limit@70000 if=flat")]
    [InlineData("close=[!side] type=market ifnone=main\n[side]=5% leverage=10 type=market", "!side-not-known")]
    [InlineData("long=5%", "buy - 5%")]
    public void ProfitView(string body, string shape) => Assert.Equal($"profitview: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("ENTER-LONG_BINANCE_BTCUSDT_bot_15_a1b2c3", "buy BTCUSDT")]
    [InlineData("EXIT-ALL_BINANCE_BTC-USDT_bot_15_a1b2c3", "exit BTC/USDT")]
    [InlineData("EXIT-SHORT_BINANCE_BTCUSDT_bot_15_a1b2c3", "exit BTCUSDT if=short")]
    [InlineData("ENTER-LONG_BINANCE", "!empty-ticker-name")]
    public void WunderTradingComment(string body, string shape) => Assert.Equal($"wundertrading: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("market long 0.01 sl off 2% tp off 5%")]
    [InlineData("buy 0.01 market")]
    [InlineData("BUY 10 AAPL")]
    [InlineData("close NVDA")]
    [InlineData("close long")]
    [InlineData("hello, world")]
    [InlineData("x=1")]
    [InlineData("123,456")]
    [InlineData("Buy the dip 50/50")]
    [InlineData("function(a) { return; }")]
    public void OtherText_IsClaimedByNoneOfThem(string body) =>
        Assert.DoesNotContain(SignalShape.Of(body).Split(':')[0], (string[])["alertatron", "autoview", "pineconnector", "jubot", "octobot", "cornix", "profitview", "wundertrading"]);
}
