using System.Text;
using Signalbox.Signals;
using Xunit;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>The languages of other products that are JSON: what each message is read as, or refused with.</summary>
public sealed class JsonLanguageTests
{
    [Theory]
    [InlineData("""{"secret":"token","max_lag":"300","timestamp":"2026-01-01T00:00:00Z","trigger_price":"64000","tv_exchange":"BINANCE","tv_instrument":"BTCUSDT.P","action":"sell","bot_uuid":"signal-bot-uuid","strategy_info":{"market_position":"short","market_position_size":"5","prev_market_position":"long","prev_market_position_size":"5"},"order":{"amount":"10","currency_type":"base"}}""",
        "sell BINANCE:BTCUSDT.P 10 ->bearish lag=300 seen=64000")]
    [InlineData("""{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"enter_long","order":{"amount":"100","currency_type":"quote","order_type":"limit","price":"60000"}}""", "buy BTCUSDT 100$ limit@60000")]
    [InlineData("""{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"exit_short","order":{"amount":"50","currency_type":"position_percent"}}""", "exit BTCUSDT 50%p if=short")]
    [InlineData("""{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"enter_short","take_profit":{"enabled":true,"steps":[{"price":{"value":2,"type":"market_price_percent"},"volume":60},{"price":{"value":4,"type":"market_price_percent"},"volume":40}]},"stop_loss":{"enabled":true,"breakeven":true,"trigger_price_percent":-3}}""",
        "sell BTCUSDT tp=2%:60,4%:40 sl=3% be=1")]
    [InlineData("""{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"enter_short","stop_loss":{"enabled":false}}""", "sell BTCUSDT")]
    [InlineData("""{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"enter_short","take_profit":{"enabled":true,"steps":[{"price":5,"volume":100,"trailing":{"enabled":true,"percent":1}}]}}""", "!unsupported-parameter")]
    [InlineData("""{"secret":"t","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"jump"}""", "!invalid-action")]
    [InlineData("""{"secret":"t","bot_uuid":"u","action":"enter_long"}""", "!empty-ticker-name")]
    [InlineData("""{"message_type":"bot","bot_id":1,"email_token":"t","delay_seconds":0}""", "!unsupported-command")]
    public void ThreeCommas(string body, string shape) => Assert.Equal($"3commas: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("""{"code":"ENTER-LONG_BINANCE_BTCUSDT_bot_15_hash","orderType":"market","amountPerTradeType":"percents","amountPerTrade":0.1,"leverage":5,"takeProfits":[{"priceDeviation":0.01,"portfolio":0.25},{"priceDeviation":0.02,"portfolio":0.75}],"stopLoss":{"priceDeviation":0.01},"moveToBreakeven":{"activationPrice":0.01,"executePrice":0},"reduceOnly":true,"placeConditionalOrdersOnExchange":true}""",
        "buy BTCUSDT 10% market tp=1%:25,2%:75 sl=1% be=1 lev=5")]
    [InlineData("""{"code":"EXIT-LONG_BYBIT_ETHUSDT_b_1_h","reduceOnly":true}""", "exit ETHUSDT if=long reduce")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","takeProfit":{"price":145},"stopLoss":{"price":100}}""", "buy ETHUSDT tp=@145 sl=@100")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","takeProfit":{"price":145},"takeProfits":[{"price":150,"portfolio":1}]}""", "!invalid-take-profit-value-required")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","takeProfits":[{"price":61000}],"stopLoss":{"price":59000},"moveToBreakeven":{"activationPrice":61000,"executePrice":0}}""", "buy ETHUSDT tp=@61000 sl=@59000 be=1")]
    [InlineData("""{"code":"ENTER-SHORT_BYBIT_ETHUSDT_b_1_h","orderType":"limit","price":3000,"timeToLive":10,"amountPerTradeType":"$","amountPerTrade":"250","stopLoss":{"price":3100}}""", "sell ETHUSDT 250$ limit@3000 sl=@3100 after=600")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","trailingStop":{"activationPrice":0.02,"executePrice":0.005}}""", "buy ETHUSDT trail=0.5% from=2%")]
    [InlineData("""{"code":"EXIT-LONG_BYBIT_ETHUSDT_b_1_h"}""", "exit ETHUSDT if=long")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","takeProfits":[{"priceDeviation":0.01,"portfolio":0.5}]}""", "!invalid-take-profit-percent")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","stopLoss":{"priceDeviation":0.01},"moveToBreakeven":{"activationPrice":0.05,"executePrice":0}}""", "!unsupported-parameter")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","amountPerTradeType":"percents","amountPerTrade":10}""", "!invalid-quantity")]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_h","extraOrders":[{"priceDeviation":0.01}]}""", "!unsupported-parameter")]
    [InlineData("""{"code":"Enter-Long","orderType":"market"}""", "buy - market")]
    [InlineData("""{"code":"exit-all"}""", "exit -")]
    [InlineData("""{"code":"ENTER-LONG_BINANCE_BTCUSDT_My Bot_1h_hash"}""", "buy BTCUSDT")]
    [InlineData("""{"code":"ENTER-LONG_BINANCE"}""", "!empty-ticker-name")]
    [InlineData("""{"code":"ENTER LONG"}""", "!none")]
    public void WunderTrading(string body, string shape)
    {
        if (shape == "!none")
        {
            Assert.DoesNotContain("wundertrading", SignalShape.Of(body), StringComparison.Ordinal);
            return;
        }

        Assert.Equal($"wundertrading: {shape}", SignalShape.Of(body));
    }

    [Theory]
    [InlineData("""{"action":"open_position","coin":"BTC","is_buy":true,"size_pct":0.1,"sl_pct":0.01,"tp_pct":0.02,"bot_id":7,"api_key":"k"}""", "buy BTC 10%a market tp=2% sl=1%")]
    [InlineData("""{"action":"market_order","coin":"BTC","is_buy":false,"size_usd":100,"reduce_only":true,"bot_id":7,"api_key":"k"}""", "exit BTC 100$ market if=long reduce")]
    [InlineData("""{"action":"limit_order","coin":"BTC","is_buy":true,"price":100000,"size_usd":100,"sl_pct":0.01,"tp_pct":0.02,"reduce_only":false,"bot_id":7,"api_key":"k"}""", "buy BTC 100$ limit@100000 post tp=2% sl=1%")]
    [InlineData("""{"action":"close_position","coin":"BTC","is_buy":true,"size_pct":0.5,"bot_id":7,"api_key":"k"}""", "exit BTC 50%p market if=long")]
    [InlineData("""{"action":"stop_market_order","coin":"BTC","is_buy":false,"price":90000,"reduce_only":true,"bot_id":7,"api_key":"k"}""", "protect BTC sl=@90000 if=long reduce")]
    [InlineData("""{"action":"modify_tp_sl","coin":"BTC","tp":120000,"sl":90000,"bot_id":7,"api_key":"k"}""", "protect BTC tp=@120000 sl=@90000")]
    [InlineData("""{"action":"clear_all","bot_id":7,"api_key":"k"}""", "flatten -")]
    [InlineData("""{"action":"open_position","coin":"ETH","is_buy":false,"size":2,"slippage_pct":0.005,"delay":5,"bot_id":7,"api_key":"k"}""", "sell ETH 2 market slip=0.5 delay=5")]
    [InlineData("""[{"action":"close_position","coin":"BTC","bot_id":7,"api_key":"k"},{"action":"open_position","coin":"ETH","is_buy":true,"size":1,"bot_id":7,"api_key":"k"}]""", "exit BTC market | buy ETH 1 market")]
    [InlineData("""{"action":"market_order","coin":"BTC","is_buy":false,"price":105000,"size_pct":1,"reduce_only":true,"bot_id":7,"api_key":"k"}""", "exit BTC 100%p market if=long reduce")]
    [InlineData("""{"action":"stop_market_order","coin":"BTC","is_buy":false,"price":105000,"size_pct":1,"reduce_only":true,"bot_id":7,"api_key":"k"}""", "exit BTC 100%p stop^105000 if=long reduce")]
    [InlineData("""{"action":"scale_order","coin":"BTC","is_buy":true,"size_usd":100,"start_price":100000,"end_price":98000,"num_orders":5,"skew":1,"reduce_only":false,"bot_id":7,"api_key":"k"}""", "!unsupported-command")]
    [InlineData("""{"action":"cancel_tp_sl","coin":"BTC","bot_id":7,"api_key":"k"}""", "!unsupported-command")]
    [InlineData("""{"action":"open_position","is_buy":true,"bot_id":7,"api_key":"k"}""", "!empty-ticker-name")]
    [InlineData("""{"action":"open_position","coin":"BTC","bot_id":7,"api_key":"k"}""", "!invalid-action")]
    [InlineData("""{"action":"open_position","coin":"BTC","is_buy":true,"size":1,"size_usd":5,"bot_id":7,"api_key":"k"}""", "!invalid-quantity")]
    [InlineData("""{"action":"open_position","coin":"BTC","is_buy":true,"size":1,"sl":90000,"sl_pct":0.01,"bot_id":7,"api_key":"k"}""", "!invalid-stop-loss-relative-and-absolute")]
    [InlineData("""{"action":"open_position","coin":"BTC","is_buy":true,"size":1,"tp":99000,"tp_pct":0.01,"bot_id":7,"api_key":"k"}""", "!invalid-take-profit-relative-and-absolute")]
    [InlineData("""{"action":"open_position","coin":"BTC","is_buy":true,"size_pct":10,"bot_id":7,"api_key":"k"}""", "!invalid-percentage")]
    [InlineData("""{"action":"open_position","coin":"BTC","is_buy":true,"size_pct":3,"bot_id":7,"api_key":"k"}""", "buy BTC 300%a market")]
    [InlineData("""{"action":"close_position","coin":"BTC","size_pct":2,"bot_id":7,"api_key":"k"}""", "!invalid-percentage")]
    public void Katoshi(string body, string shape) => Assert.Equal($"katoshi: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"binance-futures","pair":"BTCUSDT","isBuy":true,"isMarket":true,"units":0.5,"leverage":10,"stopLossPercent":2,"targetAmountInPercent":true,"targets":[{"idx":1,"amount":50,"takeProfitPercent":1},{"idx":2,"amount":50,"takeProfitPercent":3}],"alertTimestamp":"BTCUSDT-1"}""",
        "buy BTCUSDT 0.5 market tp=1%:50,3%:50 sl=2% lev=10 at=binance id=BTCUSDT-1")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"okx","pair":"BTC-USDT-SWAP","isSell":true,"isLimit":true,"price":"70000","unitsPercent":"10","unitsType":"percentBalance","delay":"2","stopLossPercent":-1}""",
        "sell BTC-USDT-SWAP 10% limit@70000 post delay=2 at=okx")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"bybit","pair":"BTCUSDT","isClose":true,"closeLong":true,"isMarket":true}""", "exit BTCUSDT market if=long at=bybit")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"bybit","pair":"BTCUSDT","orderType":"sell","isMarket":true}""", "sell BTCUSDT market at=bybit")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"isLimit":true,"postOnly":false,"price":1}""", "buy BTCUSDT limit@1 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"isSell":true}""", "!invalid-action")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"hedgeMode":true}""", "!unsupported-parameter")]
    [InlineData("""{"token":"t","apiKey":"main","exchange":"bybit","pair":"","isBuy":true}""", "!empty-ticker-name")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"units":0.01,"unitsType":"absolute"}""", "buy BTCUSDT 0.01 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"isMarket":true,"unitsType":"percent","unitsPercent":5,"stopLossType":"percent","stopLossPercent":1.5,"targetType":"percent","targetAmountInPercent":true,"targets":[{"takeProfitPercent":1.0,"amount":50},{"takeProfitPercent":2.0,"amount":50}]}""", "buy BTCUSDT 5%a market tp=1%:50,2%:50 sl=1.5% at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"useFixedSize":true,"fixedQuoteSize":100}""", "buy BTCUSDT 100$ at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"units":2,"targetType":"absolute","targets":[{"price":70000,"amount":1},{"price":80000,"amount":1}]}""", "buy BTCUSDT 2 tp=@70000:50,@80000:50 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"unitsPercent":2,"targets":[{"price":70000,"amount":1},{"price":80000,"amount":1}]}""", "!unsupported-parameter")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"stopLossType":"percent","stopLoss":59000,"stopLossPercent":3}""", "buy BTCUSDT sl=3% at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"stopLossPercent":3,"useTrailingStopLoss":true,"trailingStopLossPercent":1,"trailingStopLossActivationPercent":2}""", "buy BTCUSDT trail=3%1% from=2% at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"useTrailingStopLoss":true}""", "!invalid-stop-loss-trail-value-required")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isStopLoss":true,"stopLoss":59000,"stopLossType":"absolute"}""", "protect BTCUSDT sl=@59000 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isStopLoss":true}""", "!nothing-to-protect-with")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","cancelAllOrders":true}""", "cancel BTCUSDT all at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","cancelAll":true}""", "cancel BTCUSDT all at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","cancelAllDca":true}""", "!unsupported-parameter")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","closeCurrentPosition":true}""", "exit BTCUSDT at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","closeCurrentPosition":true,"isBuy":true,"units":1,"delay":2}""", "target BTCUSDT to=0 delay=2 at=bybit | buy BTCUSDT 1 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isClose":true,"usePartialClose":true,"partialCloseValue":50}""", "exit BTCUSDT 50%p at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isClose":true,"useLimitClose":true,"price":5}""", "exit BTCUSDT limit@5 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","orderType":"close"}""", "exit BTCUSDT at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"isLimit":true,"limitPriceType":"bestPrice","cancelLimitOrderOffset":60}""", "buy BTCUSDT limit post after=60 at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"preventPyramiding":true}""", "buy BTCUSDT if=flat at=bybit")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"isSell":true,"cancelAll":true}""", "!invalid-action")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"closeInProfit":true}""", "!unsupported-parameter")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"stopLossExpression":"3660-0.02*3660"}""", "!unsupported-parameter")]
    [InlineData("""{"token":"t","apiKey":"m","exchange":"bybit","pair":"BTCUSDT","isBuy":true,"targets":[{"takeProfitPercent":1,"amount":100,"trailingPercent":1}]}""", "!unsupported-parameter")]
    public void TvHub(string body, string shape) => Assert.Equal($"tv-hub: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("""{"id":"o1","action":"sell","marketPosition":"flat","prevMarketPosition":"long","instrument":"BTCUSDT.P","signalToken":"s","timestamp":"2026-01-01T00:00:00Z","maxLag":"30","investmentType":"base","amount":"0.5"}""", "sell BTCUSDT.P 0.5 ->flat lag=30")]
    [InlineData("""{"action":"ENTER_LONG","instrument":"ETH-USDT-SWAP","signalToken":"s","orderType":"market","investmentType":"percentage_balance","amount":"50","timestamp":"2026-01-01T00:00:00Z"}""", "buy ETH-USDT-SWAP 50%a market lag=60")]
    [InlineData("""{"action":"EXIT_LONG","instrument":"ETH-USDT-SWAP","signalToken":"s","investmentType":"percentage_position","amount":"100"}""", "exit ETH-USDT-SWAP 100%p if=long")]
    [InlineData("""{"action":"ENTER_SHORT","instrument":"ETH-USDT-SWAP","signalToken":"s","orderType":"limit","orderPriceOffset":"0.5"}""", "!unsupported-parameter")]
    [InlineData("""{"action":"ENTER","instrument":"ETH-USDT-SWAP","signalToken":"s"}""", "!invalid-action")]
    [InlineData("""{"action":"ENTER_LONG","signalToken":"s"}""", "!empty-ticker-name")]
    public void Okx(string body, string shape) => Assert.Equal($"okx: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("""{"api_key":"k","api_secret":"s","exchange":"BYBI","symbol":"BYBI_USDT_SOL","side":"long"}""", "buy SOLUSDT")]
    [InlineData("""{"api_key":"k","api_secret":"s","action":"open","exchange":"BYBI","symbol":"{}","side":"short","order_type":"limit","signal_price":150,"quote_amount":100,"leverage":3,"test":true,"take_profit":[{"price_percentage":2,"position_percentage":50},{"price_percentage":4,"position_percentage":50}],"stop_loss":{"stop_percentage":3,"protection_type":"BREAK_EVEN"},"dca_orders":[]}""",
        "sell {} 100$ limit@150 tp=2%:50,4%:50 sl=3% be=1 lev=3 test")]
    [InlineData("""{"api_key":"k","api_secret":"s","action":"increase","symbol":"BYBI_USDT_SOL","side":"long","quote_amount":50}""", "add SOLUSDT 50$ if=long")]
    [InlineData("""{"api_key":"k","api_secret":"s","action":"reduce","symbol":"BYBI_USDT_SOL","side":"long","position_percentage":25}""", "exit SOLUSDT 25%p if=long")]
    [InlineData("""{"api_key":"k","api_secret":"s","action":"close","symbol":"BTCUSDT.P"}""", "exit BTCUSDT.P")]
    [InlineData("""{"api_key":"k","api_secret":"s","action":"reverse","symbol":"BTCUSDT.P","side":"short"}""", "reverse BTCUSDT.P if=long")]
    [InlineData("""{"api_key":"k","api_secret":"s","action":"start_bot"}""", "!unsupported-command")]
    [InlineData("""{"api_key":"k","api_secret":"s","symbol":"BYBI_USDT_SOL","side":"long","dca_orders":[{"price_percentage":1}]}""", "!unsupported-parameter")]
    [InlineData("""{"api_key":"k","api_secret":"s","symbol":"BYBI_USDT_SOL"}""", "!invalid-action")]
    [InlineData("""{"api_key":"k","api_secret":"s","side":"long","action":"open"}""", "!empty-ticker-name")]
    public void Altrady(string body, string shape) => Assert.Equal($"altrady: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("""{"symbol":"AAPL","action":"buy","quantity":10}""", "buy AAPL 10")]
    [InlineData("""{"symbol":"AAPL","action":"sell","quantity":"10","limit_price":150,"class":"stock"}""", "sell AAPL 10 limit@150")]
    [InlineData("""{"symbol":"AAPL","action":"buy_to_cover","quantity":5,"stop_price":160,"limit_price":161}""", "exit AAPL 5 stop_limit@161^160 if=short")]
    [InlineData("""{"symbol":"AAPL","action":"close"}""", "exit AAPL")]
    [InlineData("""{"symbol":"AAPL","action":"cancel"}""", "cancel AAPL all")]
    [InlineData("""{"symbol":"AAPL","action":"buy","quantity":1,"take_profit_price":170,"stop_loss_price":140}""", "buy AAPL 1 tp=@170 sl=@140")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","quantity":0.01,"stopLoss":{"percent":2}}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","orderType":"limit","limitPrice":50000}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","stop_loss":5}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","sl":5}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","tp":5}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","trailPercent":5}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","quantityType":"dollar_amount","quantity":5}""", "!unsupported-parameter")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","order_type":"limit"}""", "!invalid-order-type")]
    [InlineData("""{"symbol":"BTCUSDT","action":"buy","orderType":"market","stopLoss":null}""", "buy BTCUSDT market")]
    [InlineData("""{"symbol":"AAPL","action":"hold"}""", "!invalid-action")]
    [InlineData("""{"symbol":"","action":"buy"}""", "!empty-ticker-name")]
    [InlineData("""{"symbol":"AAPL","action":"buy","quantity":-1}""", "!invalid-quantity")]
    public void SignalStack(string body, string shape) => Assert.Equal($"signalstack: {shape}", SignalShape.Of(body));

    [Theory]
    [InlineData("""[{"action":"startDeal","uuid":"f944e169-2398-482w-4987-10a30eeb477b"},{"action":"addFunds","uuid":"f944e169-2398-482w-4987-10a30eeb477b"}]""")]
    [InlineData("""{"action":"closeAllDeals","uuid":"f944e169-2398-482w-4987-10a30eeb477b"}""")]
    public void Gainium_NamesABotAndNothingToTrade(string body) => Assert.Equal("gainium: !unsupported-command", SignalShape.Of(body));

    [Theory]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy"}""")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","secret":"x","code":"ENTER-LONG_A_B"}""")]
    [InlineData("""{"ticker":"BTCUSDT","action":"buy","signalToken":"x","bot_uuid":"y","pair":"z","exchange":"e","isBuy":true}""")]
    [InlineData("""{"action":"open_position"}""")]
    public void TradersPost_KeepsItsOwn(string body) => Assert.StartsWith("traderspost:", SignalShape.Of(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"secret":"hush-1234","bot_uuid":"u","tv_instrument":"BTCUSDT","action":1""", "malformed-json")]
    [InlineData("""{"ticker":"A","action":"buy","passphrase":"hush-1234"}""", null)]
    [InlineData("""{"ticker":"A","action":"buy","note":{"apiKey":"hush-1234"}}""", null)]
    [InlineData("""{"ticker":"A","action":"jump","token":"hush-1234"}""", "invalid-action")]
    [InlineData("""{"symbol":"NQ","data":"buy","multiple_accounts":[{"token":"hush-1234"}]}""", "invalid-payload")]
    [InlineData("buy it, password=hush-1234", "syntax-error")]
    [InlineData("{“secret”: “hush-1234”", "malformed-json")]
    public void LooseCredentials_AreHidden_WhateverBecomesOfTheBody(string body, string? code)
    {
        var reading = SignalReaders.All.Read(new(Encoding.UTF8.GetBytes(body))).Reading;
        Assert.Equal(code, reading.Refusal?.Code);
        Assert.Equal("hush-1234", Assert.Single(reading.Hidden).Value);
        Assert.DoesNotContain("hush", string.Concat(reading.Signals.Select(signal => signal.UnknownFields?.GetRawText())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"secret":"hush","bot_uuid":"u","tv_instrument":"BTCUSDT","action":"enter_long"}""", "hush", "u")]
    [InlineData("""{"token":"hush","apiKey":"u","exchange":"bybit","pair":"BTCUSDT","isBuy":true}""", "hush", "u")]
    [InlineData("""{"api_key":"k","api_secret":"hush","symbol":"A","side":"long"}""", "hush", null)]
    [InlineData("""{"action":"clear_all","bot_id":7,"api_key":"hush"}""", "hush", null)]
    [InlineData("""{"action":"jump","signalToken":"hush","instrument":"X"}""", "hush", null)]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_b_1_hush"}""", "hush", null)]
    [InlineData("ENTER-LONG_BYBIT_ETHUSDT_b_1_hush", "hush", null)]
    [InlineData("ENTER-LONG_BYBIT_ETHUSDT_My Bot_1_hush", "hush", null)]
    [InlineData("""{"code":"ENTER-LONG_BYBIT_ETHUSDT_My Bot_1_hush"}""", "hush", null)]
    [InlineData("60123456789,closeall", "60123456789", null)]
    [InlineData("60123456789,eaoff", "60123456789", null)]
    [InlineData("60123456789,buy,AUDUSD,risk=0.1,secret=hush", "hush", null)]
    [InlineData("60123456789,buy,AUDUSD,risk=x", "60123456789", null)]
    [InlineData("SYMBOL=BTCUSDT;SIGNAL=BUY;TOKEN=hush", "hush", null)]
    [InlineData("[XBTUSD:OpenLong();StopLoss(250):hush]", "hush", null)]
    [InlineData("""{"action":"startDeal","uuid":"hidden"}""", null, "hidden")]
    public void Credentials_AreFoundEvenInWhatIsRefused_AndKeptOutOfTheSignal(string body, string? secret, string? hidden)
    {
        var reading = SignalReaders.All.Read(new(Encoding.UTF8.GetBytes(body))).Reading;
        Assert.True(secret is null || reading.Secrets.Any(found => found.Value == secret), "The secret was not found.");
        Assert.True(hidden is null || reading.Hidden.Any(found => found.Value == hidden), "What is to be hidden was not found.");
        var kept = string.Concat(reading.Signals.Select(signal => signal.UnknownFields?.GetRawText() + signal.Extras?.GetRawText()));
        Assert.True(secret is null || !kept.Contains(secret, StringComparison.Ordinal), "The secret is kept with the signal.");
        Assert.DoesNotContain(reading.Refusal?.Message ?? "", (string[])["hush", "60123456789"], StringComparer.Ordinal);
    }
}
