package bidloom.agents.scan;

import bidloom.agents.scan.Signature.Sighting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The products that the scan knows, by what they put into the pages, headers and cookies they make.
 */
final class Signatures {
  /** How much a second sign of a product adds to the confidence of the best one. */
  private static final int SECOND_SIGN = 5;

  private static final int AT_MOST = 99;

  private static final List<Signature> ALL =
      """
      cms | WordPress | generator | 95 | ^WordPress(?: (?<v>[\\d.]+))?
      cms | WordPress | link | 85 | /wp-(?:content|includes)/
      cms | WordPress | header | 80 | ^link: .*api\\.w\\.org
      cms | TYPO3 | generator | 95 | ^TYPO3(?: CMS)?(?: (?<v>[\\d.]+))?
      cms | TYPO3 | link | 80 | (?:^|/)(?:typo3temp|typo3conf|fileadmin|_assets/[0-9a-f]{32})/
      cms | TYPO3 | html | 85 | This website is powered by TYPO3
      cms | TYPO3 | cookie | 85 | ^fe_typo_user=
      cms | Drupal | generator | 95 | ^Drupal(?: (?<v>[\\d.]+))?
      cms | Drupal | header | 90 | ^x-(?:drupal-[\\w-]+: |generator: Drupal(?: (?<v>[\\d.]+))?)
      cms | Drupal | link | 75 | /sites/(?:default|all)/(?:files|themes|modules)/
      cms | Drupal | html | 80 | data-drupal-selector=
      cms | Joomla | generator | 95 | ^Joomla!?(?: (?<v>[\\d.]+))?
      cms | Joomla | link | 65 | /media/(?:jui|system/js)/|[?&]option=com_
      cms | Contao | generator | 95 | ^Contao(?: Open Source CMS)?(?: (?<v>[\\d.]+))?
      cms | Contao | link | 60 | /(?:system/modules|bundles/contao\\w+|assets/contao)/
      cms | Shopware | generator | 95 | ^Shopware(?: (?<v>[\\d.]+))?
      cms | Shopware | header | 90 | ^sw-(?:context-token|version-id|language-id):
      cms | Shopware | link | 70 | /bundles/storefront/|/theme/[0-9a-f]{32}/css/all\\.css
      cms | Magento | cookie | 75 | ^(?:X-Magento-Vary|mage-\\w+)=
      cms | Magento | header | 85 | ^x-magento-
      cms | Magento | html | 80 | text/x-magento-init|Magento_\\w{1,60}/js
      cms | Sitecore | cookie | 85 | ^SC_ANALYTICS_GLOBAL_COOKIE=
      cms | Sitecore | link | 70 | /-/media/|/sitecore/
      cms | Adobe Experience Manager | link | 80 | /etc\\.clientlibs/|/etc/designs/|/content/dam/
      cms | Adobe Experience Manager | html | 60 | /_jcr_content/
      cms | Neos | header | 90 | ^x-flow-powered: .*Neos(?:/(?<v>[\\d.]+))?
      cms | Umbraco | header | 90 | ^x-umbraco-version: (?<v>[\\d.]+)
      cms | Umbraco | generator | 90 | ^Umbraco
      cms | Liferay | header | 90 | ^liferay-portal: .*?(?<v>\\d[\\d.]+)
      cms | Liferay | html | 70 | Liferay\\.ThemeDisplay
      cms | CoreMedia | generator | 90 | ^CoreMedia
      cms | FirstSpirit | generator | 90 | ^FirstSpirit
      cms | Plone | generator | 90 | ^Plone
      cms | Wix | generator | 95 | ^Wix\\.com
      cms | Squarespace | html | 85 | static1?\\.squarespace\\.com
      cms | Shopify | link | 90 | cdn\\.shopify\\.com
      cms | Webflow | generator | 95 | ^Webflow
      cms | HubSpot CMS | generator | 95 | ^HubSpot
      cms | Ghost | generator | 95 | ^Ghost(?: (?<v>[\\d.]+))?
      cms | Jimdo | link | 80 | \\.jimdo(?:static)?\\.com
      cms | Kirby | generator | 90 | ^Kirby
      cms | Craft CMS | header | 90 | ^x-powered-by: .*Craft CMS
      cms | Hugo | generator | 95 | ^Hugo(?: (?<v>[\\d.]+))?
      cms | Government Site Builder | generator | 95 | ^Government Site Builder
      cms | Government Site Builder | link | 70 | /SiteGlobals/
      framework | Next.js | link | 90 | /_next/static/
      framework | Nuxt | link | 90 | /_nuxt/
      framework | Angular | html | 90 | ng-version="(?<v>[\\d.]+)"
      framework | React | html | 70 | data-reactroot|id="react-root"
      framework | Vue.js | html | 70 | data-v-[0-9a-f]{8}|data-server-rendered="true"
      framework | SvelteKit | html | 80 | data-sveltekit-
      framework | Gatsby | generator | 90 | ^Gatsby(?: (?<v>[\\d.]+))?
      framework | Astro | generator | 90 | ^Astro v(?<v>[\\d.]+)
      framework | Ruby on Rails | html | 70 | <meta name="csrf-param" content="authenticity_token"
      framework | Laravel | cookie | 85 | ^(?:laravel_session|XSRF-TOKEN)=
      framework | Django | cookie | 75 | ^csrftoken=
      framework | Symfony | header | 80 | ^x-debug-token|^x-powered-by: Symfony
      framework | ASP.NET | header | 85 | ^x-aspnet(?:mvc)?-version: (?<v>[\\d.]+)
      framework | JavaServer Faces | html | 80 | javax?\\.faces\\.|jakarta\\.faces\\.
      backend | PHP | header | 95 | ^x-powered-by: PHP(?:/(?<v>[\\d.]+))?
      backend | PHP | cookie | 85 | ^PHPSESSID=
      backend | Java | cookie | 85 | ^JSESSIONID=
      backend | .NET | header | 90 | ^x-(?:powered-by: ASP\\.NET|aspnet)
      backend | .NET | cookie | 85 | ^(?:ASP\\.NET_SessionId|\\.AspNetCore\\.)
      backend | Node.js | header | 80 | ^x-powered-by: (?:Express|Next\\.js)
      backend | Ruby | header | 80 | ^(?:x-powered-by: Phusion Passenger|x-runtime: )
      backend | Python | header | 80 | ^server: (?:gunicorn|uvicorn|Werkzeug|waitress)
      hosting | Vercel | header | 95 | ^(?:x-vercel-id|server: Vercel)
      hosting | Netlify | header | 95 | ^(?:x-nf-request-id|server: Netlify)
      hosting | GitHub Pages | header | 95 | ^server: GitHub\\.com
      hosting | Amazon Web Services | header | 80 | ^(?:x-amz-(?:request-id|id-2)|server: awselb)
      hosting | Amazon Web Services | cookie | 80 | ^AWSALB
      hosting | Microsoft Azure | cookie | 85 | ^ARRAffinity
      hosting | Microsoft Azure | header | 80 | ^x-(?:azure-ref|ms-request-id)
      hosting | Google Cloud | header | 70 | ^(?:via: .*google|server: Google Frontend)
      hosting | Heroku | header | 85 | ^via: .*vegur
      hosting | Pantheon | header | 90 | ^x-pantheon-
      hosting | Platform.sh | header | 90 | ^x-platform-
      cdn | Cloudflare | header | 95 | ^(?:cf-ray|server: cloudflare)
      cdn | Amazon CloudFront | header | 95 | ^(?:x-amz-cf-id|via: .*cloudfront)
      cdn | Fastly | header | 85 | ^(?:x-served-by: cache-|fastly-)
      cdn | Akamai | header | 85 | ^(?:x-akamai-|server: AkamaiGHost)
      cdn | Azure Front Door | header | 85 | ^x-azure-ref
      cdn | KeyCDN | header | 90 | ^server: keycdn
      cdn | Bunny | header | 90 | ^server: BunnyCDN
      server | nginx | header | 95 | ^server: nginx(?:/(?<v>[\\d.]+))?
      server | Apache | header | 95 | ^server: Apache(?:/(?<v>[\\d.]+))?(?!-Coyote)
      server | Apache Tomcat | header | 95 | ^server: Apache-Coyote
      server | Microsoft IIS | header | 95 | ^server: Microsoft-IIS(?:/(?<v>[\\d.]+))?
      server | LiteSpeed | header | 95 | ^server: LiteSpeed
      server | Caddy | header | 95 | ^server: Caddy
      server | Jetty | header | 95 | ^server: Jetty(?:\\((?<v>[\\d.]+))?
      server | OpenResty | header | 95 | ^server: openresty(?:/(?<v>[\\d.]+))?
      library | jQuery | link | 90 | jquery[.-](?<v>\\d[\\d.]*\\d)(?:\\.min|\\.slim)*\\.js
      library | jQuery | link | 80 | (?:^|/)jquery(?:\\.min)?\\.js
      library | Bootstrap | link | 80 | bootstrap(?:@(?<v>\\d[\\d.]*\\d))?[\\w./-]*\\.(?:css|js)
      library | Modernizr | link | 80 | modernizr
      library | Swiper | link | 80 | swiper[\\w.@/-]*\\.(?:css|js)
      library | Leaflet | link | 80 | leaflet[\\w.@/-]*\\.(?:css|js)
      library | Font Awesome | link | 80 | font-?awesome
      library | Google Fonts | link | 90 | fonts\\.googleapis\\.com
      library | reCAPTCHA | link | 90 | /recaptcha/
      library | Lodash | link | 80 | lodash[\\w.@/-]*\\.js
      library | D3 | link | 80 | (?:^|/)d3(?:\\.v\\d+)?(?:\\.min)?\\.js
      analytics | Google Analytics | html | 90 | google-analytics\\.com|gtag/js\\?id=(?:G|UA)-
      analytics | Matomo | html | 90 | matomo\\.(?:js|php)|piwik\\.(?:js|php)|_paq\\.push
      analytics | etracker | html | 90 | etracker\\.com
      analytics | Adobe Analytics | html | 85 | omtrdc\\.net|s_code\\.js
      analytics | Plausible | link | 90 | plausible\\.io/js
      analytics | Hotjar | html | 90 | static\\.hotjar\\.com
      analytics | Microsoft Clarity | html | 90 | clarity\\.ms/tag
      analytics | econda | html | 85 | econda
      marketing | Google Tag Manager | html | 95 | googletagmanager\\.com/(?:gtm\\.js|ns\\.html)
      marketing | HubSpot | html | 90 | js\\.hs-(?:scripts|analytics)\\.(?:com|net)
      marketing | Meta Pixel | html | 90 | connect\\.facebook\\.net/[^"']{0,60}fbevents\\.js
      marketing | LinkedIn Insight | html | 90 | snap\\.licdn\\.com
      marketing | Marketo | html | 90 | munchkin\\.marketo\\.net
      marketing | Salesforce Pardot | html | 90 | pi\\.pardot\\.com
      marketing | Mailchimp | html | 85 | list-manage\\.com|chimpstatic\\.com
      marketing | Google Ads | html | 85 | googleadservices\\.com|gtag/js\\?id=AW-
      marketing | Usercentrics | html | 90 | usercentrics
      marketing | Cookiebot | html | 90 | consent\\.cookiebot\\.com
      marketing | OneTrust | html | 90 | cookielaw\\.org
      """
          .lines()
          .map(Signature::parse)
          .toList();

  private Signatures() {}

  /** Every product that the evidence shows, each once. */
  static Collection<Sighting> in(Evidence evidence) {
    Map<String, Sighting> seen = new LinkedHashMap<>();
    ALL.stream()
        .flatMap(signature -> signature.in(evidence).stream())
        .forEach(s -> seen.merge(s.kind() + s.product(), s, Signatures::both));
    return seen.values();
  }

  private static Sighting both(Sighting one, Sighting other) {
    int sure = Math.max(one.confidence(), other.confidence()) + SECOND_SIGN;
    return new Sighting(
        one.kind(), one.product(), one.version().or(other::version), Math.min(sure, AT_MOST));
  }
}
