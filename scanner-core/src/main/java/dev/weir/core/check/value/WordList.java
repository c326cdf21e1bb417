package dev.weir.core.check.value;

import java.util.List;
import java.util.Set;

/** Words that people use in names and texts; {@link WordModel} learns letter pairs from them. */
public final class WordList {
  static final String TEXT =
      """
      aaron abort about above accept access account across action active actor adapter address
      admin advance after again agent alarm alert algorithm alias alice align allow almost
      alpha also alter always amazon amount analysis analytics anchor android angle angular
      animal annotation announce anonymous answer apache apigee appear apple application apply
      approve archive area argument array arrow article artifact assert asset assign assistant
      async attach attempt attribute audience audit auth authentication author authorization
      authorize automatic available average avoid await aws azure back backend background
      backup badge balance banner bar base bash basic batch baz beach bearer beautiful before
      begin behavior below beta better between beyond binary bind black blob block blue board
      bob body bold book bookmark bool boolean boot bootstrap border both bottom bound
      boundary box branch brand bread break bridge bright broken broker browser bucket buffer
      build builder bundle business button buyer cache calendar call callback camera cancel
      candidate capture card case cast catalog category cause cell center central certificate
      chain change channel chapter char character charge chart chat check checkout child
      choice chrome circle city claim class clean clear click client clock close cloud
      cloudfront cluster cname coach code coffee collection color colour column command
      comment commit common community company compare compile complete component compress
      compute condition config configuration confirm connect connection console const constant
      constraint consumer contact container content context continue contract control
      controller convert cookie cookiecutter cool copy core correct cors cost count counter
      country course cover crash create creator credential credentials credit criteria cron
      cross crypto css csv curl currency current cursor custom customer cycle daemon daily
      dark dashboard data database date debug decimal decode def default define delay delete
      deliver demo deploy deployment depth describe description design desktop dest
      destination detail detect dev develop developer device diagram dialog different digest
      digital dimension dir direct directory disable disabled discount display distance django
      dns docker docs document does dollar dom domain done double down download draft drag
      draw drive driver drop dummy duplicate duration dynamic each early east easy ecdsa echo
      ed edge edit editor effect elastic elasticsearch element else email embed employee empty
      enable enabled encode encoding encrypt encryption end endpoint energy engine english
      enough enter enterprise entity entry enum env environment equal err error escape eslint
      estimate etc event every exact example except exception exchange exclude execute exist
      exit expand expect expire explain export express expression ext extend extension
      external extra facebook factor factory fail failed failure fake fallback false family
      fast father favorite feature federation feed fetch field figure file filter final
      finance find finger finish fire firewall first fix flag flask flat flight float floor
      flow flower focus folder follow font foo foobar food foot force foreign forest forget
      form format forum forward found foundation fqdn frame framework free french frequency
      fresh friend from front full func function fund future game garden gate gateway gcp
      general generate generator generic german gift git github gitlab given glass global
      golang gold good google grade gradle grafana grant graph great green grid ground group
      grow grpc guard guest guide hand handle handler happen happy hard hardware hash have
      hdfs head header health heart heavy hello helm help helper here hidden hide high history
      hmac hold home honor hook horse hospital host hostname hotel hour house html http https
      huge human hundred iam icon id idea identifier identity ignore image img impact impl
      implement import important include income increase index industry info information ini
      init initial inject inner input insert inside install instance instead int integer
      integration intent interest interface internal internet interval into invalid invoice
      invoke io ip ipsum island issue item jackson java javascript jdbc jenkins job join
      journal jpeg json judge jump just jwt kafka keep kernel keyboard keyword kind king
      kitchen know knowledge kube kubectl kubernetes label lambda land lang language laptop
      large last late latest launch layer layout ldap lead leader learn leave left legacy
      legal length letter level lib library license life light like limit line link linux list
      listen listener little live load loader local locale localhost location lock log logger
      logic login logout long look loop lorem love lower lucky machine magic mail main
      maintain make manage manager manifest manual many map market master match material
      matrix maven max maximum md media medium member memory menu merchant merge message
      metadata metal method metric microsoft middle middleware migrate migration min minimum
      minor minute mirror missing mkdir mobile mock mode model modern modify module moment
      money mongo mongodb monitor monkey month more mother motion mountain mouse move movie
      msg multi multiple music must mutable mutex mysql name namespace native navigate need
      nested network never news next nginx nickname night node none normal north note nothing
      notification npm null num number oauth obj object observe offer office offline offset
      once online only open openid openssl operation operator opt optimize option optional
      oracle orange order org organization origin original other outer outline output outside
      over overflow override owner package page paint panel paper param parameter params
      parent park parse parser part partition partner party pass passphrase passwd password
      paste patch path pattern pause payload payment pem pending people percent performance
      period permission person phase phone photo php physical picture piece pipe pipeline pkg
      place placeholder plain plan planet plate platform play player please plugin png point
      policy pool popular port portal position post postgres postgresql power practice prefix
      premium present preset press pretty prev preview previous price primary principal print
      priority private problem process processor prod produce producer product production
      profile program progress project prometheus promise prompt proof proper property props
      protect protocol provide provider provision proxy pub public publish pull purchase
      purple purpose push pwd py python qa quality quantity query question queue quick quiet
      quote rabbit rabbitmq radio rails random range rapid rate ratio reach react read reader
      readme ready real reason receive recent recipe record recover redhat redirect redis
      reduce ref refer reference reflect refresh regex region register registry regular reject
      relation release remote remove rename render repeat replace replica reply repo report
      repository represent req request require required res reserve reset resolve resource
      response rest result retry return reverse review revision right ring river role rolling
      room root rotate round route router row rpc rsa ruby rule runner running runtime rust
      safe sale salt same saml sample sandbox save scale scan schedule schema school scope
      score screen script scroll sdk search season second secret section secure security
      segment sekret select selenium self send sender sensor sequence serial serialize series
      server service sesame session setting settings setup sha shadow shape share shared sheet
      shell shift ship shop short should show shut side sign signal signature signing silent
      silver simple since single site size skill skip slack sleep slice slide slow small smart
      smoke smtp snapshot social socket soft software solid solution some song sort sound
      source south space spark special specific speed spell split spring sql src ssh ssl sso
      stack stage staging standard star start state statement static station status std step
      stock stop storage store story str strategy stream street strength strict string strong
      struct structure student studio style sub subject submit subnet subscribe success suffix
      suggest suite summary summer super supply support sure surface svc svg switch symbol
      sync syntax system table tablet talk target task tcp teacher team tech template
      temporary tenant term terminal terraform test text than that their theme then there
      these they thing think third this those thread threshold through throw thumb ticket
      tiger time timeout timer timestamp tiny title tls tmp today together toggle token
      tomorrow tool tooltip topic total touch tower trace track traffic train transaction
      transfer transform translate translation transport travel tree trigger trip truck true
      trust ttl turn twitter type typescript ui under undo union unique unit universal unix
      unknown unlock until update upgrade upload upper uri url urllib usage user username utf
      utility utils uuid val valid validate validation validator value var variable vault
      vector vendor verification verify version very video view viewer village virtual visible
      visit visitor visual vm voice volume vpc wait wake walk wall wallet want warehouse warm
      warning watch water weather web webhook website week weight welcome west what wheel when
      where which while white whole wide widget width wifi wild will window windows winter
      wire wish with within without wizard wonder word work worker workflow workspace world
      would wrap write writer wrong www xml yaml year yellow yesterday yield yml you young
      your yours zebra zero zip zone zookeeper
      """;

  private WordList() {}

  /** Splits a text into a list of words. */
  public static List<String> listOf(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }

  /** Splits a text into a set of words. */
  public static Set<String> setOf(String text) {
    return Set.copyOf(listOf(text));
  }
}
